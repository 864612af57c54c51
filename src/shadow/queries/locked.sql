-- What this session's transaction has locked, after a statement: whatever was read or rewritten is
-- among it. One row for every mode; relations that were dropped have null files.
select
  l.relation::bigint as oid,
  l.mode,
  c.relfilenode::bigint as file,
  t.relfilenode::bigint as "toastFile",
  -- By the oid, for pg_stat_xact_user_tables lists no relation that was dropped.
  pg_catalog.pg_stat_get_xact_numscans(l.relation) as scans
from pg_catalog.pg_locks l
join pg_catalog.pg_database d on d.oid = l.database
left join pg_catalog.pg_class c on c.oid = l.relation
left join pg_catalog.pg_class t on t.oid = c.reltoastrelid
where l.pid = pg_catalog.pg_backend_pid()
  and l.locktype = 'relation'
  and l.granted
  and d.datname = pg_catalog.current_database()
order by l.relation, l.mode
