-- $1: schema or null for the search path, $2: table
select
  ic.relname as name,
  i.indisunique as unique,
  o.conname as constraint,
  m.amname as method,
  pg_get_expr(i.indpred, i.indrelid) as predicate,
  (
    select coalesce(array_agg(a.attname::text order by k.place) filter (where k.place <= i.indnkeyatts), '{}')
    from unnest(i.indkey) with ordinality k (number, place)
    left join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.number
  ) as columns,
  (
    select coalesce(array_agg(a.attname::text order by k.place) filter (where k.place > i.indnkeyatts), '{}')
    from unnest(i.indkey) with ordinality k (number, place)
    left join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.number
  ) as include
from pg_index i
join pg_class ic on ic.oid = i.indexrelid
join pg_am m on m.oid = ic.relam
join pg_class c on c.oid = i.indrelid
join pg_namespace n on n.oid = c.relnamespace
left join pg_constraint o on o.conindid = i.indexrelid and o.contype in ('p', 'u', 'x')
where
  c.relname = $2
  and not i.indisprimary
  and case when $1::text is null then pg_table_is_visible(c.oid) else n.nspname = $1 end
order by ic.relname
