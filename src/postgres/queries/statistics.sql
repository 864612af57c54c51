-- The user's extended statistics.
select
  n.nspname as schema,
  s.stxname as name,
  tn.nspname as table_schema,
  t.relname as table_name,
  pg_catalog.pg_get_statisticsobjdef(s.oid) as definition,
  nullif(s.stxstattarget, -1) as target, -- -1 up to 16, null since: not set
  d.description as comment
from pg_catalog.pg_statistic_ext s
join pg_catalog.pg_namespace n on n.oid = s.stxnamespace
join pg_catalog.pg_class t on t.oid = s.stxrelid
join pg_catalog.pg_namespace tn on tn.oid = t.relnamespace
left join pg_catalog.pg_description d
  on d.objoid = s.oid and d.classoid = 'pg_catalog.pg_statistic_ext'::pg_catalog.regclass
where n.nspname !~ '^pg_' -- PostgreSQL's own, temporary and TOAST
  and n.nspname not in ('information_schema', 'elenchus') -- the standard's views; our ledger
  and not exists ( -- members of extensions
    select from pg_catalog.pg_depend e
    where e.classid = 'pg_catalog.pg_statistic_ext'::pg_catalog.regclass
      and e.objid = s.oid and e.deptype = 'e' /* extension */
  )
  /* scoped: and s.oid = any (elenchus_scope) */
order by n.nspname, s.stxname
