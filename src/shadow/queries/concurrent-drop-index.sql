-- What `drop index concurrently` works on: $1 the indexes, quoted.
with dropped as (
  select i.indexrelid, i.indrelid
  from pg_catalog.unnest($1::text[]) index (name)
  join pg_catalog.pg_index i on i.indexrelid = pg_catalog.to_regclass(index.name)
)
select r.role, c.oid::bigint as oid, n.nspname::text as schema, c.relname::text as name
from (
  select 'dropped' as role, d.indexrelid as oid from dropped d
  union
  select 'table-of-dropped', d.indrelid from dropped d
) r
join pg_catalog.pg_class c on c.oid = r.oid
join pg_catalog.pg_namespace n on n.oid = c.relnamespace
where n.nspname !~ '^pg_' -- PostgreSQL's own, TOAST, temporary
  and n.nspname not in ('information_schema', 'elenchus')
order by n.nspname, c.relname
