-- $1: schema, or null for the one that is first, or * for all
select
  n.nspname as schema,
  t.typname as name,
  pg_type_is_visible(t.oid) as visible,
  (select array_agg(e.enumlabel::text order by e.enumsortorder) from pg_enum e where e.enumtypid = t.oid) as labels
from pg_type t
join pg_namespace n on n.oid = t.typnamespace
where
  t.typtype = 'e'
  and ($1 = '*' or n.nspname = coalesce($1, current_schema()))
order by 1, 2
