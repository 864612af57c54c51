-- Triggers of tables and views.
select
  g.tgrelid::bigint as relation,
  g.tgname as name,
  pg_catalog.pg_get_triggerdef(g.oid) as definition,
  g.tgenabled as enabled, -- O: origin, R: replica, A: always, D: disabled
  g.tgparentid <> 0 as inherited,
  d.description as comment
from pg_catalog.pg_trigger g
left join pg_catalog.pg_constraint k on k.oid = g.tgconstraint
left join pg_catalog.pg_description d
  on d.objoid = g.oid and d.classoid = 'pg_catalog.pg_trigger'::pg_catalog.regclass
-- Up to PostgreSQL 14 a partition's copy of its parent's trigger counts as internal.
where (not g.tgisinternal or g.tgparentid <> 0)
  -- The others are behind foreign keys and deferrable keys.
  and (g.tgconstraint = 0 or k.contype = 't' /* constraint trigger */)
  /* scoped: and g.tgrelid = any (elenchus_scope) */
order by g.tgrelid, g.tgname
