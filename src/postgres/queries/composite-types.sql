-- The user's composite types of their own. Row types of tables and views have another relkind.
select
  c.oid::bigint as relation,
  n.nspname as schema,
  t.typname as name,
  d.description as comment
from pg_catalog.pg_type t
join pg_catalog.pg_namespace n on n.oid = t.typnamespace
join pg_catalog.pg_class c on c.oid = t.typrelid
left join pg_catalog.pg_description d
  on d.objoid = t.oid and d.objsubid = 0
  and d.classoid = 'pg_catalog.pg_type'::pg_catalog.regclass
where c.relkind = 'c' -- composite type
  and n.nspname !~ '^pg_' -- PostgreSQL's own, temporary and TOAST
  and n.nspname not in ('information_schema', 'elenchus') -- the standard's views; our ledger
  and not exists ( -- members of extensions
    select from pg_catalog.pg_depend e
    where e.classid = 'pg_catalog.pg_type'::pg_catalog.regclass
      and e.objid = t.oid and e.deptype = 'e' /* extension */
  )
  /* scoped: and t.oid = any (elenchus_scope) and c.oid = any (elenchus_scope) */
order by n.nspname, t.typname
