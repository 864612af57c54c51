-- The relations of users, before the first statement of a plan, with the tables of indexes.
select
  c.oid::bigint as oid,
  n.nspname::text as schema,
  c.relname::text as name,
  c.relkind in ('r', 'p', 'f', 'v', 'm') as "isTable",
  s.nspname::text as "tableSchema",
  t.relname::text as "tableName"
from pg_catalog.pg_class c
join pg_catalog.pg_namespace n on n.oid = c.relnamespace
left join pg_catalog.pg_index i on i.indexrelid = c.oid
left join pg_catalog.pg_class t on t.oid = i.indrelid
left join pg_catalog.pg_namespace s on s.oid = t.relnamespace
where c.relkind in (
    'r' /* table */, 'p' /* partitioned table */, 'f' /* foreign table */,
    'v' /* view */, 'm' /* materialised view */, 'S' /* sequence */,
    'i' /* index */, 'I' /* index of a partitioned table */
  )
  and n.nspname !~ '^pg_' -- PostgreSQL's own, TOAST, temporary
  and n.nspname not in ('information_schema', 'elenchus')
order by c.oid
