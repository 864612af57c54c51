-- What was written since a number, in order. Not joined with pg_class for the name of the class:
-- that took as long to plan as all the rest.
select
  l.number,
  l.statement,
  l.command,
  l.class::pg_catalog.regclass::text as class,
  l.oid::bigint as oid,
  l.part,
  l.kind,
  l.owner::bigint as owner,
  l.columns,
  pg_catalog.to_json(l.constraints::bigint[]) as constraints
from elenchus.ddl_log l
where l.number > $1
order by l.number
