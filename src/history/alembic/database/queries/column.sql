-- $1: schema or null for the search path, $2: table, $3: column
select
  a.attidentity as identity,
  case when a.attgenerated = '' then (
    select pg_get_expr(d.adbin, d.adrelid)
    from pg_attrdef d
    where d.adrelid = a.attrelid and d.adnum = a.attnum
  ) end as default
from pg_attribute a
where
  a.attrelid = to_regclass(
    case when $1::text is null then quote_ident($2) else format('%I.%I', $1, $2) end
  )
  and a.attname = $3
  and a.attnum > 0
