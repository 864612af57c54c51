-- Owners of the user's extended statistics, where it is not the role that asks.
select
  n.nspname as schema, null as relation, s.stxname as name, null as arguments,
  'statistics' as kind,
  pg_catalog.pg_get_userbyid(s.stxowner) as owner,
  current_user as reader,
  null as privileges,
  null as given
from pg_catalog.pg_statistic_ext s
join pg_catalog.pg_namespace n on n.oid = s.stxnamespace
where pg_catalog.pg_get_userbyid(s.stxowner) <> current_user
  and n.nspname !~ '^pg_' -- PostgreSQL's own, temporary and TOAST
  and n.nspname not in ('information_schema', 'elenchus') -- the standard's views; our ledger
order by n.nspname, s.stxname
