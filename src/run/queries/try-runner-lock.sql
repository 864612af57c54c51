-- Takes the runner's lock if nobody has it. 1701602661 is "elen" in ASCII; 1 is the runner's place.
select pg_catalog.pg_try_advisory_lock(1701602661, 1) as taken
