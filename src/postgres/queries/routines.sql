-- The user's functions, window functions and procedures.
select
  n.nspname as schema,
  p.proname as name,
  p.prokind as kind, -- f: function, w: window function, p: procedure
  pg_catalog.pg_get_function_identity_arguments(p.oid) as identity_arguments,
  pg_catalog.pg_get_function_result(p.oid) as returns, -- null for a procedure
  l.lanname as language,
  pg_catalog.pg_get_functiondef(p.oid) as definition,
  d.description as comment
from pg_catalog.pg_proc p
join pg_catalog.pg_namespace n on n.oid = p.pronamespace
join pg_catalog.pg_language l on l.oid = p.prolang
left join pg_catalog.pg_description d
  on d.objoid = p.oid and d.classoid = 'pg_catalog.pg_proc'::pg_catalog.regclass
where p.prokind in ('f', 'w', 'p') -- the rest are aggregates
  and n.nspname !~ '^pg_' -- PostgreSQL's own, temporary and TOAST
  and n.nspname not in ('information_schema', 'elenchus') -- the standard's views; our ledger
  and not exists (
    select from pg_catalog.pg_depend e
    where e.classid = 'pg_catalog.pg_proc'::pg_catalog.regclass
      and e.objid = p.oid
      -- e: members of extensions, i: constructors that a range type brings along
      and e.deptype in ('e', 'i')
  )
  /* scoped: and p.oid = any (elenchus_scope) */
order by n.nspname, p.proname, identity_arguments
