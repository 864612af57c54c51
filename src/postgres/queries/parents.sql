-- The parents of tables, by `partition of` and by `inherits`, in order.
select
  i.inhrelid::bigint as relation,
  n.nspname as schema,
  p.relname as name
from pg_catalog.pg_inherits i
join pg_catalog.pg_class p on p.oid = i.inhparent
join pg_catalog.pg_namespace n on n.oid = p.relnamespace
where p.relkind in ('r' /* table */, 'p' /* partitioned table */) -- the rest are indexes
  /* scoped: and i.inhrelid = any (elenchus_scope) */
order by i.inhrelid, i.inhseqno
