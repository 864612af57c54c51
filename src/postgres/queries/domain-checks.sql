-- Checks of domains. NOT NULL (contype n, since PostgreSQL 17) belongs to the domain itself.
select
  k.contypid::bigint as relation,
  k.conname as name,
  pg_catalog.pg_get_constraintdef(k.oid) as definition,
  k.convalidated as validated,
  d.description as comment
from pg_catalog.pg_constraint k
left join pg_catalog.pg_description d
  on d.objoid = k.oid and d.classoid = 'pg_catalog.pg_constraint'::pg_catalog.regclass
where k.contypid <> 0 -- the others are constraints of tables
  and k.contype = 'c' -- check
  /* scoped: and k.contypid = any (elenchus_scope) */
order by k.contypid, k.conname
