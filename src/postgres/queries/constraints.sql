-- Constraints of tables. NOT NULL (contype n, since PostgreSQL 18) belongs to the column, and a
-- constraint trigger (contype t) is a trigger.
select
  k.conrelid::bigint as relation,
  k.conname as name,
  k.contype as kind, -- p: primary key, u: unique, f: foreign key, c: check, x: exclusion
  k.coninhcount > 0 as inherited,
  k.condeferrable as deferrable,
  k.condeferred as deferred,
  k.convalidated as validated,
  /* since 18: */ k.conenforced /* before: true */ as enforced,
  /* since 18: */ k.conperiod /* before: false */ as period,
  k.connoinherit as no_inherit,
  pg_catalog.to_json(k.conkey) as columns,
  case k.contype
    when 'c' then pg_catalog.pg_get_expr(k.conbin, k.conrelid)
    when 'x' then pg_catalog.pg_get_constraintdef(k.oid)
  end as text,
  -- Foreign keys
  k.confrelid::bigint as target,
  rn.nspname as target_schema,
  r.relname as target_name,
  pg_catalog.to_json(k.confkey) as target_columns,
  k.confmatchtype as match, -- s: simple, f: full, p: partial
  k.confupdtype as on_update, -- a: no action, r: restrict, c: cascade, n: set null, d: set default
  k.confdeltype as on_delete, -- the same letters
  /* since 15: */ pg_catalog.to_json(k.confdelsetcols) /* before: null */ as on_delete_columns,
  -- Primary keys and unique constraints
  /* since 15: */ i.indnullsnotdistinct /* before: false */ as nulls_not_distinct,
  -- Keys first, then what is only carried along; null where nothing is.
  case when i.indnatts > i.indnkeyatts
    then pg_catalog.to_json((i.indkey::int2[])[i.indnkeyatts:])
  end as include,
  pg_catalog.to_json(x.reloptions) as options,
  d.description as comment
from pg_catalog.pg_constraint k
join pg_catalog.pg_class c on c.oid = k.conrelid
join pg_catalog.pg_namespace n on n.oid = c.relnamespace
left join pg_catalog.pg_class r on r.oid = k.confrelid
left join pg_catalog.pg_namespace rn on rn.oid = r.relnamespace
left join pg_catalog.pg_index i on i.indexrelid = k.conindid and k.contype in ('p', 'u')
left join pg_catalog.pg_class x on x.oid = i.indexrelid
left join pg_catalog.pg_constraint parent on parent.oid = k.conparentid
left join pg_catalog.pg_description d
  on d.objoid = k.oid and d.classoid = 'pg_catalog.pg_constraint'::pg_catalog.regclass
where k.contype in ('p', 'u', 'f', 'c', 'x')
  and n.nspname !~ '^pg_' -- PostgreSQL's own, temporary and TOAST
  and n.nspname not in ('information_schema', 'elenchus') -- the standard's views; our ledger
  -- A foreign key to a partitioned table has a copy on the same table for each partition.
  and parent.conrelid is distinct from k.conrelid
  /* scoped: and k.conrelid = any (elenchus_scope) and c.oid = any (elenchus_scope) */
order by k.conrelid, k.conname
