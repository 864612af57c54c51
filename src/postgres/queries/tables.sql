-- The user's tables. What hangs on them comes by queries of its own and is tied to them by oid.
select
  c.oid::bigint as oid,
  n.nspname as schema,
  c.relname as name,
  c.relpersistence as persistence, -- p: permanent, u: unlogged
  c.relrowsecurity as row_security,
  c.relforcerowsecurity as row_security_forced,
  case when c.relkind = 'p' then pg_catalog.pg_get_partkeydef(c.oid) end as partition_key,
  case when c.relispartition then pg_catalog.pg_get_expr(c.relpartbound, c.oid) end as bound,
  pg_catalog.to_json(c.reloptions) as options,
  pg_catalog.to_json(t.reloptions) as toast_options,
  am.amname as access_method,
  c.relreplident as replica_identity, -- d: default, f: full, n: nothing, i: an index
  case when c.relreplident = 'i' then (
    select x.relname
    from pg_catalog.pg_index i
    join pg_catalog.pg_class x on x.oid = i.indexrelid
    where i.indrelid = c.oid and i.indisreplident
  ) end as replica_index, -- null also where that index was dropped
  d.description as comment
from pg_catalog.pg_class c
join pg_catalog.pg_namespace n on n.oid = c.relnamespace
left join pg_catalog.pg_class t on t.oid = c.reltoastrelid
left join pg_catalog.pg_am am on am.oid = c.relam
left join pg_catalog.pg_description d
  on d.objoid = c.oid and d.objsubid = 0
  and d.classoid = 'pg_catalog.pg_class'::pg_catalog.regclass
where c.relkind in ('r' /* table */, 'p' /* partitioned table */)
  and n.nspname !~ '^pg_' -- PostgreSQL's own, temporary and TOAST
  and n.nspname not in ('information_schema', 'elenchus') -- the standard's views; our ledger
  and not exists ( -- members of extensions
    select from pg_catalog.pg_depend e
    where e.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
      and e.objid = c.oid and e.deptype = 'e' /* extension */
  )
  /* scoped: and c.oid = any (elenchus_scope) */
order by n.nspname, c.relname
