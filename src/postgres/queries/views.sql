-- The user's views and materialised views.
select
  c.oid::bigint as oid,
  n.nspname as schema,
  c.relname as name,
  c.relkind as kind, -- v: view, m: materialised view
  pg_catalog.pg_get_viewdef(c.oid) as definition,
  pg_catalog.to_json(c.reloptions) as options,
  c.relispopulated as populated,
  d.description as comment
from pg_catalog.pg_class c
join pg_catalog.pg_namespace n on n.oid = c.relnamespace
left join pg_catalog.pg_description d
  on d.objoid = c.oid and d.objsubid = 0
  and d.classoid = 'pg_catalog.pg_class'::pg_catalog.regclass
where c.relkind in ('v', 'm')
  and n.nspname !~ '^pg_' -- PostgreSQL's own, temporary and TOAST
  and n.nspname not in ('information_schema', 'elenchus') -- the standard's views; our ledger
  and not exists ( -- members of extensions
    select from pg_catalog.pg_depend e
    where e.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
      and e.objid = c.oid and e.deptype = 'e' /* extension */
  )
  /* scoped: and c.oid = any (elenchus_scope) */
order by n.nspname, c.relname
