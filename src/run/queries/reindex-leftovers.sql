-- Invalid copies that an interrupted `reindex concurrently` left. PostgreSQL names them itself:
-- the new copy …_ccnew, the old one …_ccold, with a number where that name was taken.
select n.nspname::text as schema, c.relname::text as name
from pg_catalog.pg_index i
join pg_catalog.pg_class c on c.oid = i.indexrelid
join pg_catalog.pg_namespace n on n.oid = c.relnamespace
where not i.indisvalid
  and c.relname ~ '_cc(new|old)[0-9]*$'
  and n.nspname <> 'pg_toast' -- PostgreSQL drops these with their table's
order by n.nspname, c.relname
