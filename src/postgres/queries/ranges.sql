-- The user's range types.
select
  n.nspname as schema,
  t.typname as name,
  pg_catalog.format_type(r.rngsubtype, null) as subtype,
  case when not (o.opcdefault and o.opcintype in (s.oid, s.typbasetype))
    then case when pg_catalog.pg_opclass_is_visible(o.oid)
      then pg_catalog.quote_ident(o.opcname)
      else pg_catalog.format('%I.%I', opn.nspname, o.opcname)
    end
  end as operator_class,
  case when r.rngcollation <> s.typcollation
    then r.rngcollation::pg_catalog.regcollation::text
  end as collation,
  nullif(r.rngcanonical::oid, 0)::pg_catalog.regproc::text as canonical,
  nullif(r.rngsubdiff::oid, 0)::pg_catalog.regproc::text as subtype_difference,
  mn.nspname as multirange_schema,
  m.typname as multirange_name,
  d.description as comment
from pg_catalog.pg_range r
join pg_catalog.pg_type t on t.oid = r.rngtypid
join pg_catalog.pg_namespace n on n.oid = t.typnamespace
join pg_catalog.pg_type s on s.oid = r.rngsubtype
join pg_catalog.pg_opclass o on o.oid = r.rngsubopc
join pg_catalog.pg_namespace opn on opn.oid = o.opcnamespace
join pg_catalog.pg_type m on m.oid = r.rngmultitypid
join pg_catalog.pg_namespace mn on mn.oid = m.typnamespace
left join pg_catalog.pg_description d
  on d.objoid = t.oid and d.objsubid = 0
  and d.classoid = 'pg_catalog.pg_type'::pg_catalog.regclass
where n.nspname !~ '^pg_' -- PostgreSQL's own, temporary and TOAST
  and n.nspname not in ('information_schema', 'elenchus') -- the standard's views; our ledger
  and not exists ( -- members of extensions
    select from pg_catalog.pg_depend e
    where e.classid = 'pg_catalog.pg_type'::pg_catalog.regclass
      and e.objid = t.oid and e.deptype = 'e' /* extension */
  )
  /* scoped: and t.oid = any (elenchus_scope) and r.rngtypid = any (elenchus_scope) */
order by n.nspname, t.typname
