-- The columns of the ledger, if there is one: none when there is no such table.
select a.attname::text as name
from pg_catalog.pg_attribute a
where a.attrelid = pg_catalog.to_regclass('elenchus.ledger')
  and a.attnum > 0 -- system columns have negative numbers
  and not a.attisdropped
order by a.attnum
