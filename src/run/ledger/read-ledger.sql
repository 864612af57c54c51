-- The whole ledger. Rows of revisions that no file has are read too: they are told, never passed over.
select
  l.revision,
  l.checksum,
  l.state,
  l.direction,
  l.statements,
  l.done,
  l.in_doubt as "inDoubt",
  l.reason,
  l.milliseconds,
  pg_catalog.to_char(l.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at,
  l.by,
  l.release
from elenchus.ledger l
order by l.revision collate "C"
