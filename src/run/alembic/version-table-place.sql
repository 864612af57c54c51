-- The schema of Alembic's table as a statement would find it; no row where there is no such table.
select n.nspname as schema
from pg_catalog.pg_class as c
join pg_catalog.pg_namespace as n on n.oid = c.relnamespace
where c.oid = pg_catalog.to_regclass($1)
