-- What is dropped while much hangs on it.

-- scenario: a table is dropped and so is all that hangs on it
-- plan not: cascade
-- hazards: data-loss
-- before
create table public.users (id bigint primary key, name text);
create table public.orders (id bigint primary key, user_id bigint constraint orders_user references public.users);
create view public.names as select name from public.users;
create view public.more_names as select name from public.names;
create materialized view public.stored_names as select name from public.names;
create index stored_names_name on public.stored_names (name);
create function public.shown(public.users) returns text language sql immutable as $$ select $1.name $$;
create function public.touch() returns trigger language plpgsql as $$ begin return new; end $$;
create trigger touched before update on public.users for each row execute function public.touch();
create policy own on public.orders using (exists (select from public.users u where u.id = orders.user_id));
create statistics public.users_names on id, name from public.users;
-- after
create table public.orders (id bigint primary key, user_id bigint);

-- scenario: a referenced table is dropped and the references move to another
-- before
create table public.people (id bigint primary key);
create table public.orders (id bigint primary key, person_id bigint constraint orders_person references public.people);
create table public.letters (id bigint primary key, person_id bigint constraint letters_person references public.people);
-- after
create table public.users (id bigint primary key);
create table public.orders (id bigint primary key, person_id bigint constraint orders_person references public.users);
create table public.letters (id bigint primary key, person_id bigint constraint letters_person references public.users);

-- scenario: a column is dropped with its index, its check, its key and its statistics
-- plan not: cascade
-- hazards: data-loss
-- before
create table public.users (id bigint primary key);
create table public.orders (
  id bigint primary key,
  user_id bigint constraint orders_user references public.users,
  state text constraint stated check (state <> ''),
  code text constraint coded unique,
  constraint apart check (state <> code)
);
create index orders_state on public.orders (state, id);
create index orders_partial on public.orders (id) where state = 'new';
create statistics public.orders_states on state, code from public.orders;
comment on column public.orders.state is 'Where it stands';
-- after
create table public.users (id bigint primary key);
create table public.orders (id bigint primary key);

-- scenario: a column is dropped that a generated one reads
-- hazards: data-loss
-- before
create table public.people (first text, last text, full_name text generated always as (first || last) stored);
-- after
create table public.people (first text, full_name text);

-- scenario: a column is dropped that a generated one reads no more
-- before
create table public.people (first text, last text, full_name text generated always as (first || last) stored);
-- after
create table public.people (first text, full_name text generated always as (first || '!') stored);

-- scenario: a type is dropped and its columns take another
-- before
create type public.state as enum ('new', 'old');
create table public.a (state public.state);
create table public.b (states public.state[] default '{new}');
create function public.is_new(public.state) returns boolean language sql immutable as $$ select $1 = 'new' $$;
create view public.new_ones as select state from public.a where public.is_new(state);
-- after
create table public.a (state text);
create table public.b (states text[] default '{new}');
create function public.is_new(text) returns boolean language sql immutable as $$ select $1 = 'new' $$;
create view public.new_ones as select state from public.a where public.is_new(state);

-- scenario: a domain is dropped that a domain and a composite type are made of
-- before
create domain public.price as numeric check (value > 0);
create domain public.low_price as public.price check (value < 10);
create type public.offer as (name text, price public.price);
create table public.items (id bigint, price public.low_price, offers public.offer[]);
-- after
create type public.offer as (name text, price numeric);
create table public.items (id bigint, price numeric, offers public.offer[]);

-- scenario: a function is dropped that a default, a check, an index and a trigger called
-- plan not: cascade
-- before
create function public.f(text) returns text language sql immutable as $$ select lower($1) $$;
create function public.g() returns trigger language plpgsql as $$ begin return new; end $$;
create table public.users (
  name text default public.f('X'),
  low text generated always as (public.f('Y')) stored,
  constraint low check (name = public.f(name))
);
create index users_name on public.users (public.f(name));
create trigger g before insert on public.users for each row when (public.f(new.name) <> '') execute function public.g();
create policy p on public.users using (public.f(name) = 'x');
-- after
create table public.users (name text, low text);

-- scenario: a sequence is dropped that a default read
-- before
create sequence public.counter;
create table public.a (id bigint default nextval('public.counter'));
create table public.b (id bigint default nextval('public.counter') + 1);
-- after
create table public.a (id bigint);
create table public.b (id bigint default 1);

-- scenario: a schema is dropped to which others point
-- hazards: data-loss
-- before
create schema shop;
create type shop.state as enum ('new');
create function shop.f() returns integer language sql as $$ select 1 $$;
create table shop.items (id bigint primary key);
create table public.orders (id bigint primary key default shop.f(), state shop.state,
  item_id bigint constraint orders_item references shop.items);
create view public.items as select id from shop.items;
-- after
create table public.orders (id bigint primary key, state text, item_id bigint);

-- scenario: a unique constraint is dropped that a foreign key stood upon
-- before
create table public.users (id bigint primary key, code text constraint users_code unique);
create table public.orders (id bigint primary key, code text constraint orders_code references public.users (code));
-- after
create table public.users (id bigint primary key, code text);
create table public.orders (id bigint primary key, code text);

-- scenario: an index is dropped that was the replica identity and the order of a table
-- before
create table public.users (id bigint not null, code text);
create unique index users_once on public.users (id);
alter table public.users replica identity using index users_once;
alter table public.users cluster on users_once;
-- after
create table public.users (id bigint not null, code text);

-- scenario: a parent's column is dropped and its children keep theirs
-- before
create table public.animals (name text, legs integer);
create table public.pets (owner text) inherits (public.animals);
-- after
create table public.animals (name text);
create table public.pets (owner text, legs integer) inherits (public.animals);
