-- Schemas.

-- scenario: a schema is created with what is in it
-- plan: create schema
-- before
-- after
create schema shop;
comment on schema shop is 'What''s sold';
create table shop.items (id bigint primary key);
create function shop.f() returns integer language sql as $$ select 1 $$;

-- scenario: a schema is dropped with what is in it
-- plan: drop schema
-- plan not: cascade
-- hazards: data-loss
-- before
create schema shop;
create type shop.state as enum ('new');
create table shop.items (id bigserial primary key, state shop.state);
create view shop.states as select state from shop.items;
-- after

-- scenario: an empty schema is dropped
-- plan: drop schema
-- before
create schema shop;
-- after

-- scenario: the comment on a schema changes
-- plan: comment on schema
-- before
create schema shop;
comment on schema shop is 'Old';
-- after
create schema shop;
comment on schema shop is 'New';

-- scenario: the comment on the schema public is set
-- before
-- after
comment on schema public is 'Ours';

-- scenario: the schema public is gone
-- before
create schema shop;
-- after
create schema shop;
drop schema public;

-- scenario: everything moves to another schema
-- hazards: data-loss
-- before
create type public.state as enum ('new', 'old');
create table public.items (id bigint primary key, state public.state default 'new');
create index items_state on public.items (state);
create view public.new_items as select id from public.items where state = 'new';
-- after
create schema shop;
create type shop.state as enum ('new', 'old');
create table shop.items (id bigint primary key, state shop.state default 'new');
create index items_state on shop.items (state);
create view shop.new_items as select id from shop.items where state = 'new';

-- scenario: tables of two schemas have one name
-- before
create schema a;
create schema b;
create table a.items (id bigint primary key);
-- after
create schema a;
create schema b;
create table a.items (id bigint primary key, b_id bigint);
create table b.items (id bigint primary key, a_id bigint references a.items);
alter table a.items add constraint items_b foreign key (b_id) references b.items;

-- scenario: objects hide behind names of pg_catalog
-- before
create schema shop;
-- after
create schema shop;
create domain shop.text as pg_catalog.text check (value <> '');
create function shop.lower(pg_catalog.text) returns pg_catalog.text language sql immutable as $$ select $1 $$;
create table shop.pg_class (text shop.text, constraint small check (shop.lower(text) = pg_catalog.lower(text)));
