-- As foreign-keys.sql, of some tables only. Whatever changes a foreign key locks its table.
select
  k.oid::bigint as oid,
  k.conparentid::bigint as parent,
  k.conrelid::bigint as "from",
  k.confrelid::bigint as "to",
  k.convalidated as validated
from pg_catalog.pg_constraint k
where k.conrelid = any ($1::pg_catalog.oid[])
  and k.contype = 'f' -- foreign key
order by k.oid
