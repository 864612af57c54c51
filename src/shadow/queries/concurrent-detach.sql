-- What `alter table $1 detach partition $2 concurrently` works on, both quoted.
with detached as (
  select i.inhparent as parent, i.inhrelid as partition
  from pg_catalog.pg_inherits i
  where i.inhparent = pg_catalog.to_regclass($1) and i.inhrelid = pg_catalog.to_regclass($2)
)
select r.role, c.oid::bigint as oid, n.nspname::text as schema, c.relname::text as name
from (
  select 'left-by-partition' as role, d.parent as oid from detached d
  union
  select 'detached', d.partition from detached d
  union
  select 'below-detached', p.relid::oid
  from detached d, pg_catalog.pg_partition_tree(d.partition) p
  where p.relid <> d.partition
  union
  -- Those that are attached to an index of the parent.
  select 'index-of-detached', x.indexrelid
  from detached d
  join pg_catalog.pg_index x on x.indrelid = d.partition
  join pg_catalog.pg_inherits a on a.inhrelid = x.indexrelid
  union
  select 'referenced', k.confrelid
  from detached d
  join pg_catalog.pg_constraint k on k.conrelid = d.partition
  where k.contype = 'f' /* foreign key */ and k.conparentid <> 0 -- the parent's
  union
  select 'referencing', k.conrelid
  from detached d
  join pg_catalog.pg_constraint k on k.confrelid = d.partition
  where k.contype = 'f' /* foreign key */ and k.conparentid <> 0 -- the parent's
  union
  -- A foreign key to the parent is checked: nothing may refer to rows that go.
  select 'checked', k.confrelid
  from detached d
  join pg_catalog.pg_constraint k on k.confrelid = d.partition
  where k.contype = 'f' /* foreign key */ and k.conparentid <> 0 -- the parent's
) r
join pg_catalog.pg_class c on c.oid = r.oid
join pg_catalog.pg_namespace n on n.oid = c.relnamespace
where n.nspname !~ '^pg_' -- PostgreSQL's own, TOAST, temporary
  and n.nspname not in ('information_schema', 'elenchus')
order by n.nspname, c.relname
