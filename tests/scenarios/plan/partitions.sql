-- Partitioned tables.

-- scenario: a partitioned table is created with partitions of every kind
-- before
-- after
create table public.events (id bigint not null, at date not null, region text) partition by range (at);
create table public.events_2024 partition of public.events for values from ('2024-01-01') to ('2025-01-01');
create table public.events_2025 partition of public.events for values from ('2025-01-01') to ('2026-01-01')
  partition by list (region);
create table public.events_2025_eu partition of public.events_2025 for values in ('eu', 'it''s', null)
  partition by hash (id);
create table public.events_2025_eu_0 partition of public.events_2025_eu for values with (modulus 2, remainder 0);
create table public.events_2025_eu_1 partition of public.events_2025_eu for values with (modulus 2, remainder 1);
create table public.events_rest partition of public.events default;

-- scenario: a partitioned table is dropped with its partitions
-- hazards: data-loss
-- before
create table public.events (id bigint, at date) partition by range (at);
create table public.events_2024 partition of public.events for values from ('2024-01-01') to ('2025-01-01')
  partition by hash (id);
create table public.events_2024_0 partition of public.events_2024 for values with (modulus 1, remainder 0);
-- after

-- scenario: a partition is added
-- plan not: drop
-- before
create table public.events (id bigint, at date) partition by range (at);
create table public.events_2024 partition of public.events for values from ('2024-01-01') to ('2025-01-01');
-- after
create table public.events (id bigint, at date) partition by range (at);
create table public.events_2024 partition of public.events for values from ('2024-01-01') to ('2025-01-01');
create table public.events_2025 partition of public.events for values from ('2025-01-01') to ('2026-01-01');

-- scenario: a partition is added where there is a default partition
-- before
create table public.events (id bigint, at date) partition by range (at);
create table public.events_rest partition of public.events default;
-- after
create table public.events (id bigint, at date) partition by range (at);
create table public.events_2025 partition of public.events for values from ('2025-01-01') to ('2026-01-01');
create table public.events_rest partition of public.events default;

-- scenario: a partition is dropped
-- plan: drop table
-- hazards: data-loss
-- before
create table public.events (id bigint, at date) partition by range (at);
create table public.events_2024 partition of public.events for values from ('2024-01-01') to ('2025-01-01');
create table public.events_2025 partition of public.events for values from ('2025-01-01') to ('2026-01-01');
-- after
create table public.events (id bigint, at date) partition by range (at);
create table public.events_2025 partition of public.events for values from ('2025-01-01') to ('2026-01-01');

-- scenario: a partition is detached
-- plan: detach partition
-- plan not: drop table
-- before
create table public.events (id bigint, at date) partition by range (at);
create table public.events_2024 partition of public.events for values from ('2024-01-01') to ('2025-01-01');
-- after
create table public.events (id bigint, at date) partition by range (at);
create table public.events_2024 (id bigint, at date);

-- scenario: a table is attached as a partition
-- plan: attach partition
-- plan not: drop table
-- hazards: may-fail-on-data
-- before
create table public.events (id bigint not null, at date, constraint sized check (id > 0)) partition by range (at);
create table public.events_2024 (id bigint not null, at date, constraint sized check (id > 0));
-- after
create table public.events (id bigint not null, at date, constraint sized check (id > 0)) partition by range (at);
create table public.events_2024 partition of public.events for values from ('2024-01-01') to ('2025-01-01');

-- scenario: a partition with keys and indexes is detached and keeps them
-- plan: detach partition
-- before
create table public.users (id bigint primary key);
create table public.events (
  id bigint, at date, user_id bigint constraint events_user references public.users,
  constraint events_pkey primary key (id, at)
) partition by range (at);
create index events_user_id on public.events (user_id);
create table public.events_2024 partition of public.events for values from ('2024-01-01') to ('2025-01-01');
-- after
create table public.users (id bigint primary key);
create table public.events (
  id bigint, at date, user_id bigint constraint events_user references public.users,
  constraint events_pkey primary key (id, at)
) partition by range (at);
create index events_user_id on public.events (user_id);
create table public.events_2024 (
  id bigint, at date, user_id bigint constraint events_user references public.users,
  constraint events_2024_pkey primary key (id, at)
);
create index events_2024_user_id_idx on public.events_2024 (user_id);

-- scenario: the bounds of a partition change
-- plan not: drop table
-- before
create table public.events (id bigint, at date) partition by range (at);
create table public.events_2024 partition of public.events for values from ('2024-01-01') to ('2024-07-01');
-- after
create table public.events (id bigint, at date) partition by range (at);
create table public.events_2024 partition of public.events for values from ('2024-01-01') to ('2025-01-01');

-- scenario: two partitions swap their values
-- plan not: drop table
-- before
create table public.sales (id bigint, region text) partition by list (region);
create table public.sales_a partition of public.sales for values in ('eu', 'ch');
create table public.sales_b partition of public.sales for values in ('us');
-- after
create table public.sales (id bigint, region text) partition by list (region);
create table public.sales_a partition of public.sales for values in ('us');
create table public.sales_b partition of public.sales for values in ('eu', 'ch');

-- scenario: a partition goes to another parent
-- before
create table public.events (id bigint, at date) partition by range (at);
create table public.old_events (id bigint, at date) partition by range (at);
create table public.events_2024 partition of public.events for values from ('2024-01-01') to ('2025-01-01');
-- after
create table public.events (id bigint, at date) partition by range (at);
create table public.old_events (id bigint, at date) partition by range (at);
create table public.events_2024 partition of public.old_events for values from ('2024-01-01') to ('2025-01-01');

-- scenario: a table becomes partitioned
-- hazards: data-loss
-- before
create table public.events (id bigint, at date);
create index events_at on public.events (at);
create view public.recent as select id from public.events;
-- after
create table public.events (id bigint, at date) partition by range (at);
create table public.events_rest partition of public.events default;
create index events_at on public.events (at);
create view public.recent as select id from public.events;

-- scenario: the partition key of a table changes
-- hazards: data-loss
-- before
create table public.events (id bigint, at date, region text) partition by range (at);
create table public.events_2024 partition of public.events for values from ('2024-01-01') to ('2025-01-01');
-- after
create table public.events (id bigint, at date, region text) partition by list (lower(region) collate "C");
create table public.events_eu partition of public.events for values in ('eu');

-- scenario: a column is added to a partitioned table
-- plan not: drop
-- before
create table public.events (id bigint, at date) partition by range (at);
create table public.events_2024 partition of public.events for values from ('2024-01-01') to ('2025-01-01');
create table public.events_rest partition of public.events default;
-- after
create table public.events (id bigint, at date, body jsonb not null default '{}') partition by range (at);
create table public.events_2024 partition of public.events for values from ('2024-01-01') to ('2025-01-01');
create table public.events_rest partition of public.events default;

-- scenario: a column of a partitioned table changes its type
-- before
create table public.events (id integer, at date, name varchar(20)) partition by range (at);
create table public.events_2024 partition of public.events for values from ('2024-01-01') to ('2025-01-01');
create index events_name on public.events (name);
-- after
create table public.events (id bigint, at date, name text) partition by range (at);
create table public.events_2024 partition of public.events for values from ('2024-01-01') to ('2025-01-01');
create index events_name on public.events (name);

-- scenario: a column is dropped from a partitioned table
-- hazards: data-loss
-- before
create table public.events (id bigint, at date, body text) partition by range (at);
create table public.events_2024 partition of public.events for values from ('2024-01-01') to ('2025-01-01');
-- after
create table public.events (id bigint, at date) partition by range (at);
create table public.events_2024 partition of public.events for values from ('2024-01-01') to ('2025-01-01');

-- scenario: a partition has a default and a storage parameter of its own
-- before
create table public.events (at date, body text default 'x') partition by range (at);
create table public.events_2024 partition of public.events for values from ('2024-01-01') to ('2025-01-01');
-- after
create table public.events (at date, body text default 'x') partition by range (at);
create table public.events_2024 partition of public.events (body default 'it''s 2024')
  for values from ('2024-01-01') to ('2025-01-01') with (fillfactor = 60);

-- scenario: a partition is attached whose columns are in another order
-- before
create table public.events (id bigint, at date, body text) partition by range (at);
-- after
create table public.events (id bigint, at date, body text) partition by range (at);
create table public.events_2024 (body text, at date, id bigint);
alter table public.events attach partition public.events_2024 for values from ('2024-01-01') to ('2025-01-01');

-- scenario: a partition is written in its parent's statement or attached
-- equal
-- before
create table public.events (id bigint, at date) partition by range (at);
create index events_at on public.events (at);
create table public.events_2024 partition of public.events for values from ('2024-01-01') to ('2025-01-01');
-- after
create table public.events (id bigint, at date) partition by range (at);
create table public.events_2024 partition of public.events for values from ('2024-1-1') to (date '2025-01-01');
create index events_at on public.events (at);
