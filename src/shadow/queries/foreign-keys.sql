-- Foreign keys before a statement, or those of some tables after it: whatever changes a foreign key
-- locks its table. Those of partitions have a parent.
select
  k.oid::bigint as oid,
  k.conparentid::bigint as parent,
  k.conrelid::bigint as "from",
  k.confrelid::bigint as "to",
  k.convalidated as validated
from pg_catalog.pg_constraint k
where k.contype = 'f' -- foreign key
  /* scoped: and k.conrelid = any ($1::pg_catalog.oid[]) */
order by k.oid
