-- What `create index concurrently` works on: $1 its table, quoted; $2 the index's name or null.
select
  -- With `if not exists` nothing is built where a relation has that name.
  case
    when exists (
      select from pg_catalog.pg_class x
      where x.relnamespace = c.relnamespace and x.relname = $2
    ) then 'left-alone'
    else 'indexed'
  end as role,
  c.oid::bigint as oid,
  n.nspname::text as schema,
  c.relname::text as name
from pg_catalog.pg_class c
join pg_catalog.pg_namespace n on n.oid = c.relnamespace
where c.oid = pg_catalog.to_regclass($1)
  and n.nspname !~ '^pg_' -- PostgreSQL's own, TOAST, temporary
  and n.nspname not in ('information_schema', 'elenchus')
order by n.nspname, c.relname
