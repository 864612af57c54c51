-- The sizes of relations: $1 their schemas, $2 their names, in the same order. One row for each that is there.
select
  n.nspname::text as schema,
  c.relname::text as name,
  -- -1 where it was never analysed.
  case when c.reltuples >= 0 then c.reltuples::bigint end as rows,
  pg_catalog.pg_table_size(c.oid) as "tableBytes",
  pg_catalog.pg_total_relation_size(c.oid) as "totalBytes"
from rows from (pg_catalog.unnest($1::text[]), pg_catalog.unnest($2::text[])) asked (schema, name)
join pg_catalog.pg_namespace n on n.nspname = asked.schema
join pg_catalog.pg_class c on c.relnamespace = n.oid and c.relname = asked.name
where c.relkind in ('r' /* table */, 'm' /* materialised view */)
order by n.nspname, c.relname
