-- Foreign keys, as they are before and after a statement. Those of partitions have a parent.
select
  k.oid::bigint as oid,
  k.conparentid::bigint as parent,
  k.conrelid::bigint as "from",
  k.confrelid::bigint as "to",
  k.convalidated as validated
from pg_catalog.pg_constraint k
where k.contype = 'f' -- foreign key
order by k.oid
