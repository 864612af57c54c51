-- What is there and has no words in the catalogue: its kind and its identity, as PostgreSQL
-- gives them, so that nobody takes silence for absence.
with found as (
  -- f: foreign table
  select 'pg_catalog.pg_class'::pg_catalog.regclass as class, c.oid, 0 as part, null as kind
  from pg_catalog.pg_class c
  where c.relkind = 'f'
  union all
  select 'pg_catalog.pg_foreign_data_wrapper'::pg_catalog.regclass, w.oid, 0, null
  from pg_catalog.pg_foreign_data_wrapper w
  union all
  select 'pg_catalog.pg_foreign_server'::pg_catalog.regclass, s.oid, 0, null
  from pg_catalog.pg_foreign_server s
  union all
  -- The view may be read by everybody, the table behind it may not.
  select 'pg_catalog.pg_user_mapping'::pg_catalog.regclass, u.umid, 0, null
  from pg_catalog.pg_user_mappings u
  union all
  select 'pg_catalog.pg_ts_config'::pg_catalog.regclass, x.oid, 0, null
  from pg_catalog.pg_ts_config x
  union all
  select 'pg_catalog.pg_ts_dict'::pg_catalog.regclass, x.oid, 0, null
  from pg_catalog.pg_ts_dict x
  union all
  select 'pg_catalog.pg_ts_parser'::pg_catalog.regclass, x.oid, 0, null
  from pg_catalog.pg_ts_parser x
  union all
  select 'pg_catalog.pg_ts_template'::pg_catalog.regclass, x.oid, 0, null
  from pg_catalog.pg_ts_template x
  union all
  select 'pg_catalog.pg_cast'::pg_catalog.regclass, x.oid, 0, null
  from pg_catalog.pg_cast x
  union all
  select 'pg_catalog.pg_operator'::pg_catalog.regclass, x.oid, 0, null
  from pg_catalog.pg_operator x
  union all
  select 'pg_catalog.pg_opclass'::pg_catalog.regclass, x.oid, 0, null
  from pg_catalog.pg_opclass x
  union all
  select 'pg_catalog.pg_opfamily'::pg_catalog.regclass, x.oid, 0, null
  from pg_catalog.pg_opfamily x
  union all
  select 'pg_catalog.pg_am'::pg_catalog.regclass, x.oid, 0, null
  from pg_catalog.pg_am x
  union all
  select 'pg_catalog.pg_collation'::pg_catalog.regclass, x.oid, 0, null
  from pg_catalog.pg_collation x
  union all
  select 'pg_catalog.pg_conversion'::pg_catalog.regclass, x.oid, 0, null
  from pg_catalog.pg_conversion x
  union all
  select 'pg_catalog.pg_language'::pg_catalog.regclass, x.oid, 0, null
  from pg_catalog.pg_language x
  union all
  select 'pg_catalog.pg_transform'::pg_catalog.regclass, x.oid, 0, null
  from pg_catalog.pg_transform x
  union all
  select 'pg_catalog.pg_publication'::pg_catalog.regclass, x.oid, 0, null
  from pg_catalog.pg_publication x
  union all
  select 'pg_catalog.pg_subscription'::pg_catalog.regclass, x.oid, 0, null
  from pg_catalog.pg_subscription x
  where x.subdbid = ( -- subscriptions of all databases are in one table
    select db.oid from pg_catalog.pg_database db
    where db.datname = pg_catalog.current_database()
  )
  union all
  select 'pg_catalog.pg_event_trigger'::pg_catalog.regclass, x.oid, 0, null
  from pg_catalog.pg_event_trigger x
  join pg_catalog.pg_proc p on p.oid = x.evtfoid
  join pg_catalog.pg_namespace n on n.oid = p.pronamespace
  where n.nspname <> 'elenchus' -- ours, while a history is replayed
  union all
  -- Types made with input and output functions (b) and shell types (p); arrays fall with theirs.
  select 'pg_catalog.pg_type'::pg_catalog.regclass, t.oid, 0, null
  from pg_catalog.pg_type t
  where t.typtype in ('b' /* base */, 'p' /* pseudo */)
    and not exists (select from pg_catalog.pg_type e where e.typarray = t.oid)
  union all
  select 'pg_catalog.pg_rewrite'::pg_catalog.regclass, r.oid, 0, null
  from pg_catalog.pg_rewrite r
  join pg_catalog.pg_class c on c.oid = r.ev_class
  join pg_catalog.pg_namespace n on n.oid = c.relnamespace
  where r.rulename <> '_RETURN' -- that one is a view's definition
    and n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'elenchus')
  union all
  -- Attributes of described objects that the catalogue has no words for:
  -- `create table … of type`
  select 'pg_catalog.pg_class'::pg_catalog.regclass, c.oid, 0, 'typed table'
  from pg_catalog.pg_class c
  where c.reloftype <> 0
  union all
  -- `alter column … set (n_distinct = …)`
  select 'pg_catalog.pg_class'::pg_catalog.regclass, a.attrelid, a.attnum, 'column options'
  from pg_catalog.pg_attribute a
  join pg_catalog.pg_class c on c.oid = a.attrelid
  where a.attoptions is not null and c.relkind in ('r', 'p', 'm') -- on indexes it means another thing
  union all
  -- `cluster … using` the index behind a constraint
  select 'pg_catalog.pg_class'::pg_catalog.regclass, i.indexrelid, 0, 'clustered constraint'
  from pg_catalog.pg_index i
  join pg_catalog.pg_constraint k on k.conrelid = i.indrelid and k.conindid = i.indexrelid
  where i.indisclustered and k.contype in ('p' /* primary key */, 'u' /* unique */)
  union all
  -- NOT NULL `not valid` or `no inherit`, since PostgreSQL 18
  select 'pg_catalog.pg_constraint'::pg_catalog.regclass, k.oid, 0, 'not null constraint'
  from pg_catalog.pg_constraint k
  where k.contype = 'n' and k.conrelid <> 0 and (not k.convalidated or k.connoinherit)
)
select coalesce(f.kind, o.type) as kind, o.identity
from found f
cross join lateral pg_catalog.pg_identify_object(f.class, f.oid, f.part) o
where f.oid >= 16384 -- smaller ones come with PostgreSQL (FirstNormalObjectId)
  and (o.schema is null or o.schema !~ '^"?pg_') -- PostgreSQL's own, temporary and TOAST
  and o.schema is distinct from 'information_schema'
  and o.schema is distinct from 'elenchus' -- our ledger
  and not exists (
    select from pg_catalog.pg_depend e
    where e.classid = f.class and e.objid = f.oid
      and (
        e.deptype = 'e' -- members of extensions
        -- the cast to its multirange that a range type brings along
        or e.deptype = 'i' and f.class = 'pg_catalog.pg_cast'::pg_catalog.regclass
      )
  )
order by kind, o.identity
