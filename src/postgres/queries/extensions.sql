-- Installed extensions.
select x.extname as name, n.nspname as schema, x.extversion as version
from pg_catalog.pg_extension x
join pg_catalog.pg_namespace n on n.oid = x.extnamespace
where x.extname <> 'plpgsql' -- every new database has it
  /* scoped: and x.oid = any (elenchus_scope) */
order by x.extname
