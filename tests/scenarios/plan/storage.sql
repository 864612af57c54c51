-- Storage parameters of tables.

-- scenario: storage parameters of a table are set
-- plan: fillfactor
-- plan not: drop table
-- before
create table public.users (id bigint, body text);
-- after
create table public.users (id bigint, body text)
  with (fillfactor = 80, autovacuum_enabled = false, autovacuum_vacuum_scale_factor = 0.05);

-- scenario: storage parameters of a table are reset
-- plan: reset
-- before
create table public.users (id bigint, body text) with (fillfactor = 80, autovacuum_enabled = false);
-- after
create table public.users (id bigint, body text);

-- scenario: a storage parameter changes and another goes
-- before
create table public.users (id bigint, body text) with (fillfactor = 80, autovacuum_enabled = false);
-- after
create table public.users (id bigint, body text) with (fillfactor = 90, parallel_workers = 2);

-- scenario: storage parameters of the side table for long values change
-- plan: toast.
-- before
create table public.users (id bigint, body text) with (toast.autovacuum_enabled = false);
-- after
create table public.users (id bigint, body text) with (toast_tuple_target = 256, toast.autovacuum_vacuum_threshold = 100);

-- scenario: storage parameters of a partition change
-- before
create table public.events (at date) partition by range (at);
create table public.events_2024 partition of public.events for values from ('2024-01-01') to ('2025-01-01') with (fillfactor = 50);
-- after
create table public.events (at date) partition by range (at);
create table public.events_2024 partition of public.events for values from ('2024-01-01') to ('2025-01-01') with (fillfactor = 95);

-- scenario: storage parameters are spelled differently
-- equal
-- before
create table public.users (id bigint) with (autovacuum_enabled = false, fillfactor = 80);
-- after
create table public.users (id bigint) with (FillFactor = 80);
alter table public.users set (autovacuum_enabled = false);
