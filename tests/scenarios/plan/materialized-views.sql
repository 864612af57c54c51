-- Materialised views.

-- scenario: a materialised view is created with an index
-- plan: create materialized view
-- before
create table public.sales (shop bigint, total numeric);
-- after
create table public.sales (shop bigint, total numeric);
create materialized view public.sums as select shop, sum(total) as total from public.sales group by shop;
create unique index sums_shop on public.sums (shop);

-- scenario: a materialised view is dropped
-- plan: drop materialized view
-- before
create table public.sales (shop bigint, total numeric);
create materialized view public.sums as select shop, sum(total) as total from public.sales group by shop;
create index sums_total on public.sums (total desc);
-- after
create table public.sales (shop bigint, total numeric);

-- scenario: the query of a materialised view changes
-- before
create table public.sales (shop bigint, total numeric);
create materialized view public.sums as select shop, sum(total) as total from public.sales group by shop;
create unique index sums_shop on public.sums (shop);
comment on materialized view public.sums is 'By shop';
comment on column public.sums.total is 'In euro';
-- after
create table public.sales (shop bigint, total numeric);
create materialized view public.sums as
  select shop, sum(total) as total, count(*) as sales from public.sales where total > 0 group by shop;
create unique index sums_shop on public.sums (shop);
comment on materialized view public.sums is 'By shop';
comment on column public.sums.total is 'In euro';

-- scenario: an index of a materialised view is added
-- plan: concurrently
-- plan not: drop materialized view
-- before
create table public.sales (shop bigint, total numeric);
create materialized view public.sums as select shop, sum(total) as total from public.sales group by shop;
-- after
create table public.sales (shop bigint, total numeric);
create materialized view public.sums as select shop, sum(total) as total from public.sales group by shop;
create index sums_total on public.sums (total desc) include (shop) where total > 0;
comment on index public.sums_total is 'The best first';

-- scenario: a materialised view was never filled
-- before
create table public.sales (shop bigint, total numeric);
create materialized view public.sums as select shop from public.sales with no data;
-- after
create table public.sales (shop bigint, total numeric);
create materialized view public.sums as select shop from public.sales;

-- scenario: the storage parameters of a materialised view change
-- plan not: drop materialized view
-- before
create table public.sales (shop bigint, total numeric);
create materialized view public.sums as select shop from public.sales;
-- after
create table public.sales (shop bigint, total numeric);
create materialized view public.sums with (fillfactor = 50, autovacuum_enabled = false) as
  select shop from public.sales;

-- scenario: a column below a materialised view with indexes changes its type
-- before
create table public.sales (shop integer, total numeric(8, 2));
create materialized view public.sums as select shop, sum(total) as total from public.sales group by shop;
create unique index sums_shop on public.sums (shop);
create index sums_total on public.sums (total);
create view public.best as select shop from public.sums where total > 1000;
-- after
create table public.sales (shop bigint, total numeric(12, 2));
create materialized view public.sums as select shop, sum(total) as total from public.sales group by shop;
create unique index sums_shop on public.sums (shop);
create index sums_total on public.sums (total);
create view public.best as select shop from public.sums where total > 1000;

-- scenario: a materialised view is clustered on an index
-- before
create table public.sales (shop bigint, total numeric);
create materialized view public.sums as select shop, total from public.sales;
create index sums_shop on public.sums (shop);
-- after
create table public.sales (shop bigint, total numeric);
create materialized view public.sums as select shop, total from public.sales;
create index sums_shop on public.sums (shop);
alter materialized view public.sums cluster on sums_shop;

-- scenario: a materialised view stands upon a view and under another
-- before
create table public.sales (shop bigint, total numeric);
-- after
create table public.sales (shop bigint, total numeric);
create view public.c_good as select shop, total from public.sales where total > 0;
create materialized view public.b_sums as select shop, sum(total) as total from public.c_good group by shop;
create view public.a_best as select shop from public.b_sums order by total desc limit 3;
create materialized view public.d_names as select 'Shop ' || shop as name from public.a_best;

-- scenario: the comment on a column of a materialised view goes
-- plan not: drop materialized view
-- before
create table public.sales (shop bigint, total numeric);
create materialized view public.sums as select shop from public.sales;
comment on column public.sums.shop is 'Which';
-- after
create table public.sales (shop bigint, total numeric);
create materialized view public.sums as select shop from public.sales;
