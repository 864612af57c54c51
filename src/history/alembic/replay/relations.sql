-- The names of all relations of the user's own.
select
  n.nspname as schema,
  c.relname as name
from pg_class c
join pg_namespace n on n.oid = c.relnamespace
where n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')
order by 1, 2
