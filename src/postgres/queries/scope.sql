-- What has to be described again where the objects of these oids were touched. Which catalogue an
-- oid is of does not matter here: an object too many costs little.
with recursive
-- What an index, a constraint, a trigger… hangs on.
whole as (
  select pg_catalog.unnest(elenchus_given) as oid
  union
  select i.indrelid from pg_catalog.pg_index i where i.indexrelid = any (elenchus_given)
  union
  select k.conrelid from pg_catalog.pg_constraint k where k.oid = any (elenchus_given)
  union
  select k.contypid from pg_catalog.pg_constraint k where k.oid = any (elenchus_given)
  union
  select t.tgrelid from pg_catalog.pg_trigger t where t.oid = any (elenchus_given)
  union
  select p.polrelid from pg_catalog.pg_policy p where p.oid = any (elenchus_given)
  union
  select d.adrelid from pg_catalog.pg_attrdef d where d.oid = any (elenchus_given)
  union
  select r.ev_class from pg_catalog.pg_rewrite r where r.oid = any (elenchus_given)
  union
  -- The table of the sequence behind an identity column.
  select d.refobjid
  from pg_catalog.pg_depend d
  where d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass and d.objid = any (elenchus_given)
    and d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass
    and d.refobjsubid > 0 and d.deptype in ('a' /* auto */, 'i' /* internal */)
  union
  -- A composite type is a relation and a type.
  select c.reltype
  from pg_catalog.pg_class c
  where c.oid = any (elenchus_given) and c.relkind = 'c'
  union
  select t.typrelid from pg_catalog.pg_type t where t.oid = any (elenchus_given)
),
-- What is changed in a table is changed in its partitions and in those that inherit from it.
family as (
  select w.oid from whole w
  union
  select h.inhrelid from family f join pg_catalog.pg_inherits h on h.inhparent = f.oid
)
select f.oid from family f
where f.oid <> 0
order by f.oid
