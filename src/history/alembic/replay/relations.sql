-- The names of all relations of the user's own.
select coalesce(json_agg(json_build_array(n.nspname, c.relname)), '[]') as relations
from pg_class c
join pg_namespace n on n.oid = c.relnamespace
where n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')
