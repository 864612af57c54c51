-- What `reindex $1 concurrently $2` works on: $2 is quoted, but for a schema; null for the database.
with named as (
  select c.oid, c.relkind
  from pg_catalog.pg_class c
  where c.oid = case when $1 in ('index', 'table') then pg_catalog.to_regclass($2)::oid end
), below as (
  select p.relid::oid as oid
  from named n, pg_catalog.pg_partition_tree(n.oid) p
  where n.relkind in ('p' /* partitioned table */, 'I' /* index of one */) and p.relid <> n.oid
), chosen as (
  select n.oid from named n
  union
  select b.oid from below b
), tables as (
  select c.oid
  from pg_catalog.pg_class c
  join pg_catalog.pg_namespace s on s.oid = c.relnamespace
  where c.relkind in ('r' /* table */, 'm' /* materialised view */)
    and case $1
      when 'index' then c.oid in (
        select i.indrelid from pg_catalog.pg_index i join chosen h on h.oid = i.indexrelid
      )
      when 'table' then c.oid in (select h.oid from chosen h)
      when 'schema' then s.nspname = $2
      else true
    end
), indexes as (
  select i.indexrelid as oid, i.indrelid
  from pg_catalog.pg_index i
  join tables t on t.oid = i.indrelid
  where $1 <> 'index' or i.indexrelid in (select h.oid from chosen h)
)
select r.role, c.oid::bigint as oid, n.nspname::text as schema, c.relname::text as name
from (
  select 'rebuilt' as role, x.oid from indexes x
  union
  select 'table-of-rebuilt', x.indrelid from indexes x
  union
  select 'nothing-to-rebuild', t.oid from tables t
  union
  select 'partitioned', d.oid from named d where d.relkind in ('p', 'I')
  union
  select 'partitioned', i.indrelid
  from named d
  join pg_catalog.pg_index i on i.indexrelid = d.oid
  where d.relkind = 'I'
  union
  select 'listed-partition', b.oid from below b
) r
join pg_catalog.pg_class c on c.oid = r.oid
join pg_catalog.pg_namespace n on n.oid = c.relnamespace
where n.nspname !~ '^pg_' -- PostgreSQL's own, TOAST, temporary
  and n.nspname not in ('information_schema', 'elenchus')
order by n.nspname, c.relname
