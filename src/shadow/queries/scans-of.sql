-- The counters of relations that were scanned, before a statement: they are back at 0 once reported.
select r.oid::bigint as oid, pg_catalog.pg_stat_get_xact_numscans(r.oid) as scans
from pg_catalog.unnest($1::pg_catalog.oid[]) r (oid)
