-- The user's aggregates. The columns after `kind` are parameters of `create aggregate`, by their
-- names, in the order of its page in the manual, and null where they have their default.
select
  n.nspname as schema,
  p.proname as name,
  pg_catalog.pg_get_function_identity_arguments(p.oid) as identity_arguments,
  a.aggkind as kind, -- n: normal, o: ordered-set, h: hypothetical-set
  d.description as comment,
  a.aggtransfn::text as sfunc,
  pg_catalog.format_type(a.aggtranstype, null) as stype,
  nullif(a.aggtransspace, 0)::text as sspace,
  nullif(a.aggfinalfn::oid, 0)::pg_catalog.regproc::text as finalfunc,
  case when a.aggfinalextra then 'true' end as finalfunc_extra,
  -- r: read_only (the default of normal aggregates), s: shareable, w: read_write (of the others)
  case when a.aggfinalmodify <> case a.aggkind when 'n' then 'r' else 'w' end
    then case a.aggfinalmodify when 'r' then 'read_only' when 's' then 'shareable' else 'read_write' end
  end as finalfunc_modify,
  nullif(a.aggcombinefn::oid, 0)::pg_catalog.regproc::text as combinefunc,
  nullif(a.aggserialfn::oid, 0)::pg_catalog.regproc::text as serialfunc,
  nullif(a.aggdeserialfn::oid, 0)::pg_catalog.regproc::text as deserialfunc,
  pg_catalog.quote_literal(a.agginitval) as initcond,
  nullif(a.aggmtransfn::oid, 0)::pg_catalog.regproc::text as msfunc,
  nullif(a.aggminvtransfn::oid, 0)::pg_catalog.regproc::text as minvfunc,
  pg_catalog.format_type(nullif(a.aggmtranstype, 0), null) as mstype,
  nullif(a.aggmtransspace, 0)::text as msspace,
  nullif(a.aggmfinalfn::oid, 0)::pg_catalog.regproc::text as mfinalfunc,
  case when a.aggmfinalextra then 'true' end as mfinalfunc_extra,
  case when a.aggmfinalmodify <> case a.aggkind when 'n' then 'r' else 'w' end
    then case a.aggmfinalmodify when 'r' then 'read_only' when 's' then 'shareable' else 'read_write' end
  end as mfinalfunc_modify,
  pg_catalog.quote_literal(a.aggminitval) as minitcond,
  'operator(' || pg_catalog.quote_ident(opn.nspname) || '.' || op.oprname || ')' as sortop,
  -- u: unsafe, the default
  case p.proparallel when 's' then 'safe' when 'r' then 'restricted' end as parallel
from pg_catalog.pg_aggregate a
join pg_catalog.pg_proc p on p.oid = a.aggfnoid
join pg_catalog.pg_namespace n on n.oid = p.pronamespace
left join pg_catalog.pg_operator op on op.oid = a.aggsortop
left join pg_catalog.pg_namespace opn on opn.oid = op.oprnamespace
left join pg_catalog.pg_description d
  on d.objoid = p.oid and d.classoid = 'pg_catalog.pg_proc'::pg_catalog.regclass
where n.nspname !~ '^pg_' -- PostgreSQL's own, temporary and TOAST
  and n.nspname not in ('information_schema', 'elenchus') -- the standard's views; our ledger
  and not exists ( -- members of extensions
    select from pg_catalog.pg_depend e
    where e.classid = 'pg_catalog.pg_proc'::pg_catalog.regclass
      and e.objid = p.oid and e.deptype = 'e' /* extension */
  )
  /* scoped: and p.oid = any (elenchus_scope) and a.aggfnoid = any (elenchus_scope) */
order by n.nspname, p.proname, identity_arguments
