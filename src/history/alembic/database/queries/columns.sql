-- $1: schema or null for the search path, $2: table
select
  a.attname as name,
  pg_catalog.format_type(a.atttypid, a.atttypmod) as type,
  not a.attnotnull as nullable,
  case when a.attgenerated = '' then pg_get_expr(d.adbin, d.adrelid) end as default,
  case when a.attgenerated <> '' then pg_get_expr(d.adbin, d.adrelid) end as computed,
  a.attidentity as identity,
  col_description(a.attrelid, a.attnum) as comment,
  (
    select array_agg(e.enumlabel::text order by e.enumsortorder)
    from pg_enum e
    where e.enumtypid in (t.oid, t.typelem)
  ) as labels
from pg_attribute a
join pg_class c on c.oid = a.attrelid
join pg_namespace n on n.oid = c.relnamespace
join pg_type t on t.oid = a.atttypid
left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
where
  c.relname = $2
  and c.relkind in ('r', 'p', 'v', 'm', 'f')
  and a.attnum > 0
  and not a.attisdropped
  and case when $1::text is null then pg_table_is_visible(c.oid) else n.nspname = $1 end
order by a.attnum
