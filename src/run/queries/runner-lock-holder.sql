-- Who holds the runner's lock of this database.
select
  l.pid,
  coalesce(a.application_name, '') as application,
  coalesce(pg_catalog.to_char(a.backend_start at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS "UTC"'), '') as since
from pg_catalog.pg_locks l
left join pg_catalog.pg_stat_activity a on a.pid = l.pid
where l.locktype = 'advisory'
  and l.classid = 1701602661
  and l.objid = 1
  and l.objsubid = 2 -- the lock was named by two numbers
  and l.granted
  and l.database = (select d.oid from pg_catalog.pg_database d where d.datname = pg_catalog.current_database())
order by l.pid
