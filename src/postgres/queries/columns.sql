-- Columns of tables, views and materialised views, and attributes of composite types. Those of
-- extensions and of our ledger are here too, because foreign keys may point at them.
select
  a.attrelid::bigint as relation,
  a.attnum as number,
  a.attname as name,
  pg_catalog.format_type(a.atttypid, a.atttypmod) as type,
  case when a.attcollation <> t.typcollation
    then a.attcollation::pg_catalog.regcollation::text
  end as collation,
  a.attnotnull as not_null,
  case when d.oid is not null
    then pg_catalog.pg_get_expr(d.adbin, d.adrelid)
  end as expression, -- the default, or of what the column is generated
  nullif(a.attgenerated, '') as generated, -- s: stored, v: virtual (since PostgreSQL 18)
  case when not (
    c.relispartition -- since PostgreSQL 17 it has the identity of its parent, without a sequence of its own
    and pg_catalog.current_setting('server_version_num')::integer >= 170000
  )
    then nullif(a.attidentity, '')
  end as identity, -- a: always, d: by default
  -- p: plain, e: external, x: extended, m: main
  case when a.attstorage <> t.typstorage then a.attstorage end as storage,
  nullif(a.attcompression, '') as compression, -- p: pglz, l: lz4
  nullif(a.attstattarget, -1) as statistics_target, -- -1 up to 16, null since: not set
  a.attinhcount > 0 and not a.attislocal as inherited,
  m.description as comment
from pg_catalog.pg_attribute a
join pg_catalog.pg_class c on c.oid = a.attrelid
join pg_catalog.pg_namespace n on n.oid = c.relnamespace
join pg_catalog.pg_type t on t.oid = a.atttypid
left join pg_catalog.pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
left join pg_catalog.pg_description m
  on m.objoid = a.attrelid and m.objsubid = a.attnum
  and m.classoid = 'pg_catalog.pg_class'::pg_catalog.regclass
where c.relkind in (
    'r' /* table */, 'p' /* partitioned table */, 'v' /* view */, 'm' /* materialised view */,
    'c' /* composite type */
  )
  and a.attnum > 0 -- the others are system columns
  and not a.attisdropped
  and n.nspname !~ '^pg_' -- PostgreSQL's own, temporary and TOAST
  and n.nspname <> 'information_schema' -- the standard's views
  /* scoped: and a.attrelid = any (elenchus_scope_and_targets) and c.oid = any (elenchus_scope_and_targets) */
order by a.attrelid, a.attnum
