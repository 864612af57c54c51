-- Which objects need which others: `pg_depend`, with what is internal to an object (its row type,
-- rules, defaults, the index of a constraint…) named as the object itself, and members of an
-- extension as the extension.
with member as (
  select e.classid as class, e.objid as id, x.extname as name
  from pg_catalog.pg_depend e
  join pg_catalog.pg_extension x on x.oid = e.refobjid
  where e.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass and e.deptype = 'e'
),
relation as (
  select
    c.oid, n.nspname as schema, c.relname as name,
    case
      when c.relkind in ('r' /* table */, 'p' /* partitioned table */) then 'table'
      when c.relkind in ('v' /* view */, 'm' /* materialised view */) then 'view'
      when c.relkind = 'c' /* composite type */ then 'type'
      when c.relkind = 'S' then 'sequence'
    end as kind
  from pg_catalog.pg_class c
  join pg_catalog.pg_namespace n on n.oid = c.relnamespace
  where c.relkind in ('r', 'p', 'v', 'm', 'c', 'S')
    and n.nspname !~ '^pg_' -- PostgreSQL's own, temporary and TOAST
    and n.nspname not in ('information_schema', 'elenchus') -- the standard's views; our ledger
),
-- Columns and attributes, by their numbers.
part as (
  select
    a.attrelid as relation, a.attnum as number, a.attname as name,
    case r.kind
      when 'table' then 'column' when 'view' then 'view-column' else 'composite-attribute'
    end as kind
  from pg_catalog.pg_attribute a
  join relation r on r.oid = a.attrelid
  where a.attnum > 0 and not a.attisdropped and r.kind <> 'sequence'
),
-- Types by themselves, then types that other objects bring along.
type as (
  select t.oid, t.oid as of
  from pg_catalog.pg_type t
  left join pg_catalog.pg_class c on c.oid = t.typrelid
  where t.typtype in ('e' /* enum */, 'd' /* domain */, 'r' /* range */, 'c' /* composite */)
    and c.relkind is distinct from 'f' -- foreign table
  union all
  select g.rngmultitypid, g.rngtypid from pg_catalog.pg_range g
),
described as (
  select
    'pg_catalog.pg_class'::pg_catalog.regclass::pg_catalog.oid as class, r.oid as id, r.kind,
    r.schema, null::name as whole, r.name::text as name, null::text as arguments
  from relation r
  where r.kind <> 'sequence'
  union all
  select
    'pg_catalog.pg_class'::pg_catalog.regclass, s.oid,
    case when o.relation is null then s.kind else 'column' end,
    s.schema, w.name, coalesce(o.name, s.name), null
  from relation s
  left join pg_catalog.pg_depend d
    on d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass and d.objid = s.oid
    and d.refobjsubid > 0 and d.deptype = 'i' -- the sequence behind an identity column
  left join part o on o.relation = d.refobjid and o.number = d.refobjsubid
  left join relation w on w.oid = o.relation
  where s.kind = 'sequence'
  union all
  select
    'pg_catalog.pg_class'::pg_catalog.regclass, i.indexrelid,
    case when k.oid is null then 'index' else 'constraint' end,
    r.schema, r.name, x.relname, null
  from pg_catalog.pg_index i
  join relation r on r.oid = i.indrelid
  join pg_catalog.pg_class x on x.oid = i.indexrelid
  left join pg_catalog.pg_constraint k
    on k.conindid = i.indexrelid and k.conrelid = i.indrelid
    and k.contype in ('p' /* primary key */, 'u' /* unique */, 'x' /* exclusion */)
  union all
  -- A type, or its array.
  select
    'pg_catalog.pg_type'::pg_catalog.regclass, a.oid, coalesce(r.kind, 'type'),
    n.nspname, null, o.typname, null
  from type t
  join pg_catalog.pg_type e on e.oid = t.oid
  join pg_catalog.pg_type a on a.oid in (e.oid, nullif(e.typarray, 0))
  join pg_catalog.pg_type o on o.oid = t.of
  join pg_catalog.pg_namespace n on n.oid = o.typnamespace
  left join relation r on r.oid = o.typrelid
  where n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'elenchus')
  union all
  select
    'pg_catalog.pg_proc'::pg_catalog.regclass, p.oid,
    case when p.prokind = 'a' /* aggregate */ then 'aggregate' else 'routine' end,
    n.nspname, null, p.proname, pg_catalog.pg_get_function_identity_arguments(p.oid)
  from pg_catalog.pg_proc p
  join pg_catalog.pg_namespace n on n.oid = p.pronamespace
  where p.oid >= 16384 -- smaller ones come with PostgreSQL (FirstNormalObjectId)
    and n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'elenchus')
    and not exists ( -- constructors of a range type
      select from pg_catalog.pg_depend i
      where i.classid = 'pg_catalog.pg_proc'::pg_catalog.regclass and i.objid = p.oid
        and i.deptype = 'i'
    )
  union all
  select
    'pg_catalog.pg_proc'::pg_catalog.regclass, i.objid, 'type', n.nspname, null, o.typname, null
  from pg_catalog.pg_depend i
  join type t on t.oid = i.refobjid
  join pg_catalog.pg_type o on o.oid = t.of
  join pg_catalog.pg_namespace n on n.oid = o.typnamespace
  where i.classid = 'pg_catalog.pg_proc'::pg_catalog.regclass and i.deptype = 'i'
    and i.refclassid = 'pg_catalog.pg_type'::pg_catalog.regclass
  union all
  select
    'pg_catalog.pg_constraint'::pg_catalog.regclass, k.oid,
    case when k.contype = 'n' /* not null */ then 'column'
      when k.contype = 't' /* constraint trigger */ then 'trigger'
      else 'constraint'
    end,
    r.schema, r.name,
    -- A foreign key to a partitioned table has a copy on the same table for each partition.
    case when k.contype = 'n' then o.name else coalesce(own.conname, k.conname) end, null
  from pg_catalog.pg_constraint k
  join relation r on r.oid = k.conrelid
  left join part o on o.relation = k.conrelid and o.number = k.conkey[1] and k.contype = 'n'
  left join pg_catalog.pg_constraint own
    on own.oid = k.conparentid and own.conrelid = k.conrelid
  union all
  select
    'pg_catalog.pg_constraint'::pg_catalog.regclass, k.oid,
    case when k.contype = 'c' /* check */ then 'domain-check' else 'type' end,
    n.nspname, case when k.contype = 'c' then t.typname end,
    case when k.contype = 'c' then k.conname else t.typname end, null
  from pg_catalog.pg_constraint k
  join pg_catalog.pg_type t on t.oid = k.contypid
  join pg_catalog.pg_namespace n on n.oid = t.typnamespace
  where n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'elenchus')
  union all
  select
    'pg_catalog.pg_attrdef'::pg_catalog.regclass, d.oid, o.kind, r.schema, r.name, o.name, null
  from pg_catalog.pg_attrdef d
  join part o on o.relation = d.adrelid and o.number = d.adnum
  join relation r on r.oid = d.adrelid
  union all
  select
    'pg_catalog.pg_rewrite'::pg_catalog.regclass, w.oid, r.kind, r.schema, null, r.name, null
  from pg_catalog.pg_rewrite w
  join relation r on r.oid = w.ev_class
  where w.rulename = '_RETURN' -- the query of a view
  union all
  select
    'pg_catalog.pg_trigger'::pg_catalog.regclass, g.oid, 'trigger', r.schema, r.name, g.tgname, null
  from pg_catalog.pg_trigger g
  join relation r on r.oid = g.tgrelid
  left join pg_catalog.pg_constraint k on k.oid = g.tgconstraint
  -- The same as in triggers.sql: the others are behind foreign keys and deferrable keys.
  where (not g.tgisinternal or g.tgparentid <> 0) and (g.tgconstraint = 0 or k.contype = 't')
  union all
  select
    'pg_catalog.pg_policy'::pg_catalog.regclass, p.oid, 'policy', r.schema, r.name, p.polname, null
  from pg_catalog.pg_policy p
  join relation r on r.oid = p.polrelid
  union all
  select
    'pg_catalog.pg_statistic_ext'::pg_catalog.regclass, s.oid, 'statistics',
    n.nspname, null, s.stxname, null
  from pg_catalog.pg_statistic_ext s
  join pg_catalog.pg_namespace n on n.oid = s.stxnamespace
),
-- What the catalogue has no words for, as in undescribed.sql: the rest of what `pg_depend` names.
other as (
  select x.class, x.id
  from (
    select d.classid as class, d.objid as id from pg_catalog.pg_depend d
    union
    select d.refclassid, d.refobjid from pg_catalog.pg_depend d
  ) x
  left join pg_catalog.pg_class c
    on x.class = 'pg_catalog.pg_class'::pg_catalog.regclass and c.oid = x.id
  left join pg_catalog.pg_type t
    on x.class = 'pg_catalog.pg_type'::pg_catalog.regclass and t.oid = x.id
  left join pg_catalog.pg_rewrite w
    on x.class = 'pg_catalog.pg_rewrite'::pg_catalog.regclass and w.oid = x.id
  where x.id >= 16384
    and not exists ( -- the cast to its multirange that a range type brings along
      select from pg_catalog.pg_depend i
      where x.class = 'pg_catalog.pg_cast'::pg_catalog.regclass
        and i.classid = x.class and i.objid = x.id and i.deptype = 'i'
    )
    and (
      c.relkind = 'f' /* foreign table */
      or t.typtype in ('b' /* base */, 'p' /* pseudo */)
        and not exists (select from pg_catalog.pg_type e where e.typarray = t.oid)
      or w.rulename <> '_RETURN'
      or x.class in (
        'pg_catalog.pg_am'::pg_catalog.regclass, 'pg_catalog.pg_cast'::pg_catalog.regclass,
        'pg_catalog.pg_collation'::pg_catalog.regclass,
        'pg_catalog.pg_conversion'::pg_catalog.regclass,
        'pg_catalog.pg_event_trigger'::pg_catalog.regclass,
        'pg_catalog.pg_foreign_data_wrapper'::pg_catalog.regclass,
        'pg_catalog.pg_foreign_server'::pg_catalog.regclass,
        'pg_catalog.pg_language'::pg_catalog.regclass,
        'pg_catalog.pg_opclass'::pg_catalog.regclass,
        'pg_catalog.pg_operator'::pg_catalog.regclass,
        'pg_catalog.pg_opfamily'::pg_catalog.regclass,
        'pg_catalog.pg_publication'::pg_catalog.regclass,
        'pg_catalog.pg_transform'::pg_catalog.regclass,
        'pg_catalog.pg_ts_config'::pg_catalog.regclass,
        'pg_catalog.pg_ts_dict'::pg_catalog.regclass,
        'pg_catalog.pg_ts_parser'::pg_catalog.regclass,
        'pg_catalog.pg_ts_template'::pg_catalog.regclass
      )
    )
),
object as (
  select d.class, d.id, d.kind, d.schema, d.whole, d.name, d.arguments
  from described d
  where not exists (select from member m where m.class = d.class and m.id = d.id)
  union all
  select o.class, o.id, 'undescribed', null, null, i.identity, i.type
  from other o
  cross join lateral pg_catalog.pg_identify_object(o.class, o.id, 0) i
  where not exists (select from member m where m.class = o.class and m.id = o.id)
    and i.schema is distinct from 'elenchus' and i.schema is distinct from 'information_schema'
    and (i.schema is null or i.schema !~ '^"?pg_')
  union all
  -- Foreign tables by their row types.
  select 'pg_catalog.pg_type'::pg_catalog.regclass, t.oid, 'undescribed', null, null, i.identity, i.type
  from pg_catalog.pg_class c
  join pg_catalog.pg_type e on e.oid = c.reltype
  join pg_catalog.pg_type t on t.oid in (e.oid, e.typarray)
  cross join lateral pg_catalog.pg_identify_object(
    'pg_catalog.pg_class'::pg_catalog.regclass, c.oid, 0
  ) i
  where c.relkind = 'f'
    and not exists (
      select from member m
      where m.class = 'pg_catalog.pg_class'::pg_catalog.regclass and m.id = c.oid
    )
  union all
  select m.class, m.id, 'extension', null, null, m.name, null
  from member m
  union all
  select
    'pg_catalog.pg_extension'::pg_catalog.regclass, x.oid, 'extension', null, null, x.extname, null
  from pg_catalog.pg_extension x
)
select
  case when dp.number is null or d.kind = 'extension' then d.kind else dp.kind end as kind,
  d.schema,
  case when dp.number is null then d.whole else d.name end as whole,
  case when dp.number is null or d.kind = 'extension' then d.name else dp.name end as name,
  d.arguments,
  case when op.number is null or o.kind = 'extension' then o.kind else op.kind end as on_kind,
  o.schema as on_schema,
  case when op.number is null then o.whole else o.name end as on_whole,
  case when op.number is null or o.kind = 'extension' then o.name else op.name end as on_name,
  o.arguments as on_arguments,
  e.deptype as dependency -- n: normal, a: auto, i: internal, P and S: partition, x: auto extension
from pg_catalog.pg_depend e
join object d on d.class = e.classid and d.id = e.objid
join object o on o.class = e.refclassid and o.id = e.refobjid
left join part dp
  on e.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
  and dp.relation = e.objid and dp.number = e.objsubid
left join part op
  on e.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass
  and op.relation = e.refobjid and op.number = e.refobjsubid
where e.deptype <> 'e' -- extension
  -- Spares rows: what the reference to an object says by itself is not listed anyway.
  and ((d.whole, d.schema) is distinct from (o.name, o.schema) or op.number is not null
    or o.kind not in ('table', 'view', 'type'))
order by e.classid, e.objid, e.objsubid, e.refclassid, e.refobjid, e.refobjsubid
