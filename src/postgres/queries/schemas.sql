-- The user's schemas, `public` among them.
select n.nspname as name, d.description as comment
from pg_catalog.pg_namespace n
left join pg_catalog.pg_description d
  on d.objoid = n.oid and d.classoid = 'pg_catalog.pg_namespace'::pg_catalog.regclass
where n.nspname !~ '^pg_' -- PostgreSQL's own, temporary and TOAST: nobody else may take such a name
  and n.nspname not in ('information_schema', 'elenchus') -- the standard's views; our ledger
  and not exists ( -- members of extensions
    select from pg_catalog.pg_depend e
    where e.classid = 'pg_catalog.pg_namespace'::pg_catalog.regclass
      and e.objid = n.oid and e.deptype = 'e' /* extension */
  )
  /* scoped: and n.oid = any (elenchus_scope) */
order by n.nspname
