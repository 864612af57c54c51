-- What was written since a number, in order.
select
  l.number,
  l.statement,
  l.command,
  c.relname as class,
  l.oid::bigint as oid,
  l.part,
  l.kind,
  l.owner::bigint as owner,
  l.columns,
  pg_catalog.to_json(l.constraints::bigint[]) as constraints
from elenchus.ddl_log l
join pg_catalog.pg_class c on c.oid = l.class
where l.number > $1
order by l.number
