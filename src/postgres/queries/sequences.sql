-- The user's sequences, and those behind identity columns. Numbers go as text: they reach 2^63.
select
  n.nspname as schema,
  c.relname as name,
  pg_catalog.format_type(s.seqtypid, null) as type,
  s.seqstart::text as start,
  s.seqincrement::text as increment,
  s.seqmin::text as minimum,
  s.seqmax::text as maximum,
  s.seqcache::text as cache,
  s.seqcycle as cycle,
  c.relpersistence as persistence, -- p: permanent, u: unlogged (since PostgreSQL 15)
  o.deptype as owner_kind, -- a: owned by a column, i: behind an identity column
  o.refobjid::bigint as owner,
  o.refobjsubid as owner_number,
  onn.nspname as owner_schema,
  oc.relname as owner_table,
  oa.attname as owner_column,
  d.description as comment
from pg_catalog.pg_sequence s
join pg_catalog.pg_class c on c.oid = s.seqrelid
join pg_catalog.pg_namespace n on n.oid = c.relnamespace
left join pg_catalog.pg_depend o
  on o.classid = 'pg_catalog.pg_class'::pg_catalog.regclass and o.objid = c.oid
  and o.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass
  and o.refobjsubid > 0 and o.deptype in ('a' /* auto */, 'i' /* internal */)
left join pg_catalog.pg_class oc on oc.oid = o.refobjid
left join pg_catalog.pg_namespace onn on onn.oid = oc.relnamespace
left join pg_catalog.pg_attribute oa on oa.attrelid = o.refobjid and oa.attnum = o.refobjsubid
left join pg_catalog.pg_description d
  on d.objoid = c.oid and d.objsubid = 0
  and d.classoid = 'pg_catalog.pg_class'::pg_catalog.regclass
where n.nspname !~ '^pg_' -- PostgreSQL's own, temporary and TOAST
  and n.nspname not in ('information_schema', 'elenchus') -- the standard's views; our ledger
  and not exists ( -- members of extensions
    select from pg_catalog.pg_depend e
    where e.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
      and e.objid = c.oid and e.deptype = 'e' /* extension */
  )
  /* scoped: and c.oid = any (elenchus_scope) and s.seqrelid = any (elenchus_scope) */
order by n.nspname, c.relname
