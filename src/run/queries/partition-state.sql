-- Whether $2 is still a partition of $1, and whether its detaching was begun and not finished.
select i.inhdetachpending as pending
from pg_catalog.pg_inherits i
where i.inhparent = pg_catalog.to_regclass($1)
  and i.inhrelid = pg_catalog.to_regclass($2)
