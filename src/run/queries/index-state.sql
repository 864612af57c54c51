-- What is there of an index that is built concurrently: $1 its name, $2 its table, quoted. An index
-- of that name on another table is another matter.
select
  i.indisvalid as valid,
  n.nspname::text as schema,
  -- A build that another session is still busy with. The view is of the whole server, and a copy
  -- of this database has the same identifiers.
  (
    select p.pid
    from pg_catalog.pg_stat_progress_create_index p
    where p.datname = pg_catalog.current_database()
      and p.index_relid = i.indexrelid
      and p.pid <> pg_catalog.pg_backend_pid()
    limit 1
  ) as builder
from pg_catalog.pg_class c
join pg_catalog.pg_index i on i.indexrelid = c.oid
join pg_catalog.pg_namespace n on n.oid = c.relnamespace
where c.relname = $1
  and i.indrelid = pg_catalog.to_regclass($2)
  and c.relkind = 'i' -- that of a partitioned table is invalid until all partitions have theirs
