-- The user's domains.
select
  t.oid::bigint as oid,
  n.nspname as schema,
  t.typname as name,
  pg_catalog.format_type(t.typbasetype, t.typtypmod) as base_type,
  case when t.typcollation <> b.typcollation
    then t.typcollation::pg_catalog.regcollation::text
  end as collation,
  t.typnotnull as not_null,
  case when t.typdefaultbin is not null
    then pg_catalog.pg_get_expr(t.typdefaultbin, 0)
  end as default_expression,
  d.description as comment
from pg_catalog.pg_type t
join pg_catalog.pg_namespace n on n.oid = t.typnamespace
join pg_catalog.pg_type b on b.oid = t.typbasetype
left join pg_catalog.pg_description d
  on d.objoid = t.oid and d.objsubid = 0
  and d.classoid = 'pg_catalog.pg_type'::pg_catalog.regclass
where t.typtype = 'd' -- domain
  and n.nspname !~ '^pg_' -- PostgreSQL's own, temporary and TOAST
  and n.nspname not in ('information_schema', 'elenchus') -- the standard's views; our ledger
  and not exists ( -- members of extensions
    select from pg_catalog.pg_depend e
    where e.classid = 'pg_catalog.pg_type'::pg_catalog.regclass
      and e.objid = t.oid and e.deptype = 'e' /* extension */
  )
  /* scoped: and t.oid = any (elenchus_scope) */
order by n.nspname, t.typname
