-- $1: schema or null for the search path, $2: table
select
  o.conname as name,
  o.contype as kind,
  (
    select coalesce(array_agg(a.attname::text order by k.place), '{}')
    from unnest(o.conkey) with ordinality k (number, place)
    join pg_attribute a on a.attrelid = o.conrelid and a.attnum = k.number
  ) as columns,
  fc.relname as referred_table,
  case when fn.nspname = 'public' or pg_table_is_visible(fc.oid) then null else fn.nspname end as referred_schema,
  (
    select coalesce(array_agg(a.attname::text order by k.place), '{}')
    from unnest(o.confkey) with ordinality k (number, place)
    join pg_attribute a on a.attrelid = o.confrelid and a.attnum = k.number
  ) as referred_columns,
  o.confdeltype as on_delete,
  o.confupdtype as on_update,
  o.condeferrable as deferrable,
  o.condeferred as deferred,
  pg_get_constraintdef(o.oid) as definition,
  obj_description(o.oid, 'pg_constraint') as comment
from pg_constraint o
join pg_class c on c.oid = o.conrelid
join pg_namespace n on n.oid = c.relnamespace
left join pg_class fc on fc.oid = o.confrelid
left join pg_namespace fn on fn.oid = fc.relnamespace
where
  c.relname = $2
  and o.contype in ('p', 'u', 'f', 'c', 'x')
  and case when $1::text is null then pg_table_is_visible(c.oid) else n.nspname = $1 end
order by o.conname
