-- $1: schema or null for the one that is first
select
  c.relname as name,
  c.relkind as kind,
  obj_description(c.oid, 'pg_class') as comment
from pg_class c
join pg_namespace n on n.oid = c.relnamespace
where
  c.relkind in ('r', 'p', 'v', 'm', 'f', 'S')
  and n.nspname = coalesce($1, current_schema())
order by c.relname
