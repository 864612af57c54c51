-- Comments on every kind of object.

-- scenario: comments are put on everything
-- plan not: drop
-- before
create schema shop;
create type shop.state as enum ('new');
create domain shop.price as numeric constraint positive check (value > 0);
create type shop.address as (street text);
create type shop.span as range (subtype = time);
create sequence shop.counter;
create table shop.items (id bigint constraint items_pkey primary key, price shop.price,
  constraint priced check (price > 1), constraint once unique (price),
  constraint own foreign key (id) references shop.items,
  constraint apart exclude (price with =));
create index items_price on shop.items (price);
create function shop.f() returns trigger language plpgsql as $$ begin return null; end $$;
create procedure shop.p() language sql as $$ select 1 $$;
create aggregate shop.total(integer) (sfunc = int4pl, stype = integer);
create trigger t after insert on shop.items for each row execute function shop.f();
create policy p on shop.items using (true);
create statistics shop.s on id, price from shop.items;
create view shop.v as select id from shop.items;
create materialized view shop.m as select id from shop.items;
create index m_id on shop.m (id);
-- after
create schema shop;
create type shop.state as enum ('new');
create domain shop.price as numeric constraint positive check (value > 0);
create type shop.address as (street text);
create type shop.span as range (subtype = time);
create sequence shop.counter;
create table shop.items (id bigint constraint items_pkey primary key, price shop.price,
  constraint priced check (price > 1), constraint once unique (price),
  constraint own foreign key (id) references shop.items,
  constraint apart exclude (price with =));
create index items_price on shop.items (price);
create function shop.f() returns trigger language plpgsql as $$ begin return null; end $$;
create procedure shop.p() language sql as $$ select 1 $$;
create aggregate shop.total(integer) (sfunc = int4pl, stype = integer);
create trigger t after insert on shop.items for each row execute function shop.f();
create policy p on shop.items using (true);
create statistics shop.s on id, price from shop.items;
create view shop.v as select id from shop.items;
create materialized view shop.m as select id from shop.items;
create index m_id on shop.m (id);
comment on schema shop is 'schema';
comment on type shop.state is 'enum';
comment on domain shop.price is 'domain';
comment on constraint positive on domain shop.price is 'domain check';
comment on type shop.address is 'composite';
comment on column shop.address.street is 'attribute';
comment on type shop.span is 'range';
comment on sequence shop.counter is 'sequence';
comment on table shop.items is 'table';
comment on column shop.items.id is 'column';
comment on constraint items_pkey on shop.items is 'primary key';
comment on constraint priced on shop.items is 'check';
comment on constraint once on shop.items is 'unique';
comment on constraint own on shop.items is 'foreign key';
comment on constraint apart on shop.items is 'exclusion';
comment on index shop.items_price is 'index';
comment on function shop.f() is 'function';
comment on procedure shop.p() is 'procedure';
comment on aggregate shop.total(integer) is 'aggregate';
comment on trigger t on shop.items is 'trigger';
comment on policy p on shop.items is 'policy';
comment on statistics shop.s is 'statistics';
comment on view shop.v is 'view';
comment on column shop.v.id is 'view column';
comment on materialized view shop.m is 'materialised view';
comment on column shop.m.id is 'column of a materialised view';
comment on index shop.m_id is 'index of a materialised view';

-- scenario: the comment on a table is set
-- plan: comment on table
-- before
create table public.users (id bigint);
-- after
create table public.users (id bigint);
comment on table public.users is 'Whoever has an account';

-- scenario: the comment on a column goes
-- plan: is null
-- before
create table public.users (id bigint);
comment on column public.users.id is 'Its number';
-- after
create table public.users (id bigint);

-- scenario: comments hold quotes, lines, dollars and backslashes
-- before
create table public.users (id bigint);
-- after
create table public.users (id bigint);
comment on table public.users is E'it''s "quoted"; drop table x; --\nsecond line\t$$ \\n \\ /* not closed';
comment on column public.users.id is E'\\';

-- scenario: the comment on an index changes though the index does not
-- plan not: create index
-- before
create table public.users (id bigint);
create index users_id on public.users (id);
comment on index public.users_id is 'Old';
-- after
create table public.users (id bigint);
create index users_id on public.users (id);
comment on index public.users_id is 'New';

-- scenario: the comments on an index and a key that are made anew are kept
-- before
create table public.users (id bigint, tenant bigint, constraint users_pkey primary key (id));
create index users_tenant on public.users (tenant);
comment on constraint users_pkey on public.users is 'The key';
comment on index public.users_tenant is 'For "my users"';
-- after
create table public.users (id bigint, tenant bigint, constraint users_pkey primary key (tenant, id));
create index users_tenant on public.users (tenant desc);
comment on constraint users_pkey on public.users is 'The key';
comment on index public.users_tenant is 'For "my users"';

-- scenario: an empty comment is none
-- equal
-- before
create table public.users (id bigint);
comment on table public.users is '';
-- after
create table public.users (id bigint);
