-- What a session ($1: its process) is waiting for or busy with. One row, or none when it is gone.
select
  a.wait_event_type as "waitEventType",
  pg_catalog.pg_blocking_pids(a.pid)::text[] as blockers,
  (
    select pg_catalog.string_agg(distinct b.application_name, ', ' order by b.application_name)
    from pg_catalog.pg_stat_activity b
    where b.pid = any (pg_catalog.pg_blocking_pids(a.pid))
  ) as "blockerApplications",
  p.phase,
  p.blocks_done as "blocksDone",
  p.blocks_total as "blocksTotal",
  p.tuples_done as "rowsDone",
  p.tuples_total as "rowsTotal"
from pg_catalog.pg_stat_activity a
left join pg_catalog.pg_stat_progress_create_index p on p.pid = a.pid
where a.pid = $1
