-- The relations of users before a statement that may drop or rename them; or only some of them, after
-- it. Run in its transaction.
select
  c.oid::bigint as oid,
  n.nspname::text as schema,
  c.relname::text as name,
  c.relfilenode::bigint as file, -- 0 where nothing is stored
  t.relfilenode::bigint as "toastFile",
  -- The counter can hold scans of earlier transactions that are not reported yet.
  pg_catalog.pg_stat_get_xact_numscans(c.oid) as scans,
  c.relkind in ('r', 'm') as rows
from pg_catalog.pg_class c
join pg_catalog.pg_namespace n on n.oid = c.relnamespace
left join pg_catalog.pg_class t on t.oid = c.reltoastrelid
where c.relkind in (
    'r' /* table */, 'p' /* partitioned table */, 'f' /* foreign table */,
    'v' /* view */, 'm' /* materialised view */, 'S' /* sequence */,
    'i' /* index */, 'I' /* index of a partitioned table */
  )
  and n.nspname !~ '^pg_' -- PostgreSQL's own, TOAST, temporary
  and n.nspname not in ('information_schema', 'elenchus')
  /* scoped: and c.oid = any ($1::pg_catalog.oid[]) */
order by c.oid
