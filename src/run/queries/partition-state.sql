-- How far $2 is on its way out of $1, both quoted.
select
  case
    when i.inhdetachpending then 'pending'
    when i.inhrelid is not null then 'attached'
    when r.parent is not null and r.partition is not null then 'detached'
    else 'missing'
  end as state
from (select pg_catalog.to_regclass($1) as parent, pg_catalog.to_regclass($2) as partition) r
left join pg_catalog.pg_inherits i on i.inhparent = r.parent and i.inhrelid = r.partition
