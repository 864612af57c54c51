-- Indexes of tables and materialised views that no constraint made.
select
  i.indrelid::bigint as relation,
  x.relname as name,
  am.amname as method,
  i.indisunique as is_unique,
  /* since 15: */ i.indnullsnotdistinct /* before: false */ as nulls_not_distinct,
  i.indnkeyatts as key_count, -- so many of the columns are keys, the others carried along
  pg_catalog.to_json(i.indkey::int2[]) as columns, -- 0 for an expression
  pg_catalog.to_json(i.indoption::int2[]) as orders, -- bit 1: descending, bit 2: nulls first
  -- Printing is slow: a whole introspection of 10,000 tables took 2 s with every index printed and
  -- 1 s with only those whose keys the columns above cannot tell (DESIGN.md, Introspection speed).
  case when odd.yes then pg_catalog.pg_get_indexdef(i.indexrelid) end as definition,
  case when odd.yes then (
    select pg_catalog.json_agg(pg_catalog.pg_get_indexdef(i.indexrelid, key, false) order by key)
    from pg_catalog.generate_series(1, i.indnkeyatts) key
  ) end as keys,
  case when i.indpred is not null
    then pg_catalog.pg_get_expr(i.indpred, i.indrelid)
  end as condition,
  pg_catalog.to_json(x.reloptions) as options,
  i.indisvalid as valid,
  i.indisclustered as clustered,
  pn.nspname as parent_schema,
  p.relname as parent_name,
  d.description as comment
from pg_catalog.pg_index i
join pg_catalog.pg_class c on c.oid = i.indrelid
join pg_catalog.pg_namespace n on n.oid = c.relnamespace
join pg_catalog.pg_class x on x.oid = i.indexrelid
join pg_catalog.pg_am am on am.oid = x.relam
left join pg_catalog.pg_inherits h on h.inhrelid = i.indexrelid and x.relispartition
left join pg_catalog.pg_class p on p.oid = h.inhparent
left join pg_catalog.pg_namespace pn on pn.oid = p.relnamespace
left join pg_catalog.pg_description d
  on d.objoid = x.oid and d.objsubid = 0
  and d.classoid = 'pg_catalog.pg_class'::pg_catalog.regclass
left join lateral (select true as yes) odd -- the columns above may not tell all about its keys
  on /* whole: */ am.amname <> 'btree' -- only the others have operator classes with parameters
  or i.indexprs is not null
  or not i.indcollation::oid[] <@ array[0 /* none */, 100 /* the database's */]::oid[]
  or i.indrelid in ( -- a column with another collation
    select a.attrelid from pg_catalog.pg_attribute a
    where a.attcollation not in (0, 100) and a.attnum > 0
  )
  or i.indclass::oid[] && array( -- a class that is not, or may not be, the default of its column
    select o.oid
    from pg_catalog.pg_opclass o
    where not o.opcdefault or exists (
      -- Types that could use it, but have a default of their own, as citext has beside text.
      select from pg_catalog.pg_cast b
      join pg_catalog.pg_opclass own on own.opcintype = b.castsource
      where b.casttarget = o.opcintype and b.castmethod = 'b' /* binary coercible */
        and own.opcmethod = o.opcmethod and own.opcdefault
    )
  ) /* scoped: true */ -- to print a few is faster than to ask
where c.relkind in ('r' /* table */, 'p' /* partitioned table */, 'm' /* materialised view */)
  and n.nspname !~ '^pg_' -- PostgreSQL's own, temporary and TOAST
  and n.nspname not in ('information_schema', 'elenchus') -- the standard's views; our ledger
  and not exists ( -- those behind constraints
    select from pg_catalog.pg_constraint k
    where k.conrelid = i.indrelid and k.conindid = i.indexrelid
      and k.contype in ('p' /* primary key */, 'u' /* unique */, 'x' /* exclusion */)
  )
  /* scoped: and i.indrelid = any (elenchus_scope) and c.oid = any (elenchus_scope) */
order by i.indrelid, x.relname
