-- Invalid copies that an interrupted `reindex $1 $2 concurrently` left. PostgreSQL names them itself:
-- the new copy …_ccnew, the old one …_ccold, with a number where that name was taken. $1 is the kind
-- of the target, $2 its name: quoted, but for a schema.
with target as (
  select
    case
      when $1 = 'index' then (
        select x.indrelid
        from pg_catalog.pg_index x
        where x.indexrelid = pg_catalog.to_regclass($2)
      )
      when $1 = 'table' then pg_catalog.to_regclass($2)
    end as relation
), tables as (
  select t.relation from target t
  union
  select p.relid from target t, pg_catalog.pg_partition_tree(t.relation) p
)
select n.nspname::text as schema, c.relname::text as name
from pg_catalog.pg_index i
join pg_catalog.pg_class c on c.oid = i.indexrelid
join pg_catalog.pg_namespace n on n.oid = c.relnamespace
join pg_catalog.pg_class indexed on indexed.oid = i.indrelid
-- The index of a TOAST table is rebuilt with those of the table that it serves.
left join pg_catalog.pg_class served on served.reltoastrelid = indexed.oid
cross join lateral (
  select
    coalesce(served.oid, indexed.oid) as oid,
    coalesce(served.relnamespace, indexed.relnamespace) as namespace
) owner
where not i.indisvalid
  and c.relname ~ '_cc(new|old)[0-9]*$'
  and (
    $1 in ('database', 'system')
    or ($1 = 'schema' and owner.namespace = (select s.oid from pg_catalog.pg_namespace s where s.nspname = $2))
    or owner.oid in (select t.relation from tables t)
  )
  -- Only a superuser may name what is in the schema of the TOAST tables.
  and pg_catalog.has_schema_privilege(n.oid, 'usage')
  -- Those of a rebuild that another session is still busy with. The view is of the whole server, and
  -- a copy of this database has the same identifiers.
  and not exists (
    select from pg_catalog.pg_stat_progress_create_index p
    where p.datname = pg_catalog.current_database()
      and p.relid in (i.indrelid, owner.oid)
      and p.pid <> pg_catalog.pg_backend_pid()
  )
order by n.nspname, c.relname
