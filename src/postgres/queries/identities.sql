-- The identity (class, oid and number of the part) of every object that the catalogue describes,
-- by its name there. What outlives a rename is the identity.
with relation as (
  select c.oid, n.nspname as schema, c.relname as name, c.relkind as kind, c.reltype as type
  from pg_catalog.pg_class c
  join pg_catalog.pg_namespace n on n.oid = c.relnamespace
  where c.relkind in (
      'r' /* table */, 'p' /* partitioned table */, 'v' /* view */, 'm' /* materialised view */,
      'c' /* composite type */, 'S' /* sequence */
    )
    and n.nspname !~ '^pg_' -- PostgreSQL's own, temporary and TOAST
    and n.nspname not in ('information_schema', 'elenchus') -- the standard's views; our ledger
    /* scoped: and c.oid = any (elenchus_scope) */
),
type as (
  select t.oid, n.nspname as schema, t.typname as name
  from pg_catalog.pg_type t
  join pg_catalog.pg_namespace n on n.oid = t.typnamespace
  where t.typtype in ('e' /* enum */, 'd' /* domain */, 'r' /* range */, 'c' /* composite */)
    and (
      t.typtype <> 'c'
      or exists ( -- row types of tables are no types of their own
        select from pg_catalog.pg_class c where c.oid = t.typrelid and c.relkind = 'c'
      )
    )
    and n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'elenchus')
    /* scoped: and t.oid = any (elenchus_scope) */
)
select
  'pg_class' as class, r.oid::bigint as oid, 0 as part,
  case when r.kind in ('r', 'p') then 'table' when r.kind = 'S' then 'sequence' else 'view' end
    as kind,
  r.schema, null::name as whole, r.name::text as name, null::text as arguments,
  'pg_class' as whole_class, r.oid::bigint as whole_oid
from relation r
where r.kind <> 'c'
union all
select
  'pg_class', a.attrelid::bigint, a.attnum,
  case r.kind when 'r' then 'column' when 'p' then 'column' when 'c' then 'composite-attribute'
    else 'view-column'
  end,
  r.schema, r.name, a.attname, null,
  case when r.kind = 'c' then 'pg_type' else 'pg_class' end,
  (case when r.kind = 'c' then r.type else r.oid end)::bigint
from relation r
join pg_catalog.pg_attribute a on a.attrelid = r.oid
where r.kind <> 'S' and a.attnum > 0 /* system columns */ and not a.attisdropped
  /* scoped: and a.attrelid = any (elenchus_scope) */
union all
select
  'pg_class', i.indexrelid::bigint, 0, 'index', r.schema, r.name, x.relname, null,
  'pg_class', r.oid::bigint
from relation r
join pg_catalog.pg_index i on i.indrelid = r.oid
join pg_catalog.pg_class x on x.oid = i.indexrelid
where not exists ( -- those behind constraints
  select from pg_catalog.pg_constraint k
  where k.conrelid = i.indrelid and k.conindid = i.indexrelid
    and k.contype in ('p' /* primary key */, 'u' /* unique */, 'x' /* exclusion */)
)
  /* scoped: and i.indrelid = any (elenchus_scope) */
union all
select
  'pg_constraint', k.oid::bigint, 0, 'constraint', r.schema, r.name, k.conname, null,
  'pg_class', r.oid::bigint
from relation r
join pg_catalog.pg_constraint k on k.conrelid = r.oid
where k.contype in ('p', 'u', 'f' /* foreign key */, 'c' /* check */, 'x')
  /* scoped: and k.conrelid = any (elenchus_scope) */
union all
select
  'pg_trigger', g.oid::bigint, 0, 'trigger', r.schema, r.name, g.tgname, null,
  'pg_class', r.oid::bigint
from relation r
join pg_catalog.pg_trigger g on g.tgrelid = r.oid
where (not g.tgisinternal or g.tgparentid <> 0) -- the others are behind constraints
  /* scoped: and g.tgrelid = any (elenchus_scope) */
union all
select
  'pg_policy', p.oid::bigint, 0, 'policy', r.schema, r.name, p.polname, null,
  'pg_class', r.oid::bigint
from relation r
join pg_catalog.pg_policy p on p.polrelid = r.oid
  /* scoped: and p.polrelid = any (elenchus_scope) */
union all
select
  'pg_type', t.oid::bigint, 0, 'type', t.schema, null, t.name, null, 'pg_type', t.oid::bigint
from type t
union all
select
  'pg_constraint', k.oid::bigint, 0, 'domain-check', t.schema, t.name, k.conname, null,
  'pg_type', t.oid::bigint
from type t
join pg_catalog.pg_constraint k on k.contypid = t.oid and k.contype = 'c' /* check */
union all
select
  'pg_proc', p.oid::bigint, 0,
  case when p.prokind = 'a' /* aggregate */ then 'aggregate' else 'routine' end,
  n.nspname, null, p.proname, pg_catalog.pg_get_function_identity_arguments(p.oid),
  'pg_proc', p.oid::bigint
from pg_catalog.pg_proc p
join pg_catalog.pg_namespace n on n.oid = p.pronamespace
where n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'elenchus')
  /* scoped: and p.oid = any (elenchus_scope) */
union all
select
  'pg_statistic_ext', s.oid::bigint, 0, 'statistics', n.nspname, null, s.stxname, null,
  'pg_statistic_ext', s.oid::bigint
from pg_catalog.pg_statistic_ext s
join pg_catalog.pg_namespace n on n.oid = s.stxnamespace
where n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'elenchus')
  /* scoped: and s.oid = any (elenchus_scope) */
union all
select
  'pg_namespace', n.oid::bigint, 0, 'schema', null, null, n.nspname, null,
  'pg_namespace', n.oid::bigint
from pg_catalog.pg_namespace n
where n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'elenchus')
  /* scoped: and n.oid = any (elenchus_scope) */
union all
select
  'pg_extension', x.oid::bigint, 0, 'extension', null, null, x.extname, null,
  'pg_extension', x.oid::bigint
from pg_catalog.pg_extension x
where true
  /* scoped: and x.oid = any (elenchus_scope) */
order by class, oid, part
