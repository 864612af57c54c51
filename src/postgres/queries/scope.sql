-- What has to be described again where the objects of these oids were touched. Which catalogue an
-- oid is of does not matter here: an object too many costs little.
with recursive
given as (
  select pg_catalog.unnest(elenchus_given) as oid
),
-- What an index, a constraint, a trigger… hangs on.
whole as (
  select g.oid from given g
  union
  select i.indrelid from given g join pg_catalog.pg_index i on i.indexrelid = g.oid
  union
  select k.conrelid from given g join pg_catalog.pg_constraint k on k.oid = g.oid
  union
  select k.contypid from given g join pg_catalog.pg_constraint k on k.oid = g.oid
  union
  select t.tgrelid from given g join pg_catalog.pg_trigger t on t.oid = g.oid
  union
  select p.polrelid from given g join pg_catalog.pg_policy p on p.oid = g.oid
  union
  select d.adrelid from given g join pg_catalog.pg_attrdef d on d.oid = g.oid
  union
  select r.ev_class from given g join pg_catalog.pg_rewrite r on r.oid = g.oid
  union
  -- The table of the sequence behind an identity column.
  select d.refobjid
  from given g
  join pg_catalog.pg_depend d
    on d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass and d.objid = g.oid
    and d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass
    and d.refobjsubid > 0 and d.deptype in ('a' /* auto */, 'i' /* internal */)
  union
  -- A composite type is a relation and a type.
  select c.reltype
  from given g
  join pg_catalog.pg_class c on c.oid = g.oid and c.relkind = 'c'
  union
  select t.typrelid from given g join pg_catalog.pg_type t on t.oid = g.oid
),
-- What is changed in a table is changed in its partitions and in those that inherit from it.
family as (
  select w.oid from whole w
  union
  select h.inhrelid from family f join pg_catalog.pg_inherits h on h.inhparent = f.oid
)
select f.oid from family f
where f.oid <> 0
union
-- The sequences that belong to columns.
select d.objid
from family f
join pg_catalog.pg_depend d
  on d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass and d.refobjid = f.oid
  and d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
  and d.refobjsubid > 0 and d.deptype in ('a' /* auto */, 'i' /* internal */)
order by oid
