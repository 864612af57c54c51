-- $1: schema or null for the search path, $2: the name of a table, view or sequence
select
  c.relkind as kind,
  obj_description(c.oid, 'pg_class') as comment
from pg_class c
join pg_namespace n on n.oid = c.relnamespace
where
  c.relname = $2
  and c.relkind in ('r', 'p', 'v', 'm', 'f', 'S')
  and case when $1::text is null then pg_table_is_visible(c.oid) else n.nspname = $1 end
