-- Whole tables, and what a table is beside its columns.

-- scenario: a table is created
-- plan: create table
-- plan not: drop
-- before
-- after
create table public.users (
  id bigint primary key,
  email text not null,
  created_at timestamptz not null default now()
);

-- scenario: a table without columns is created
-- before
-- after
create table public.nothing ();

-- scenario: a table is created beside one that stays
-- plan not: public.users
-- before
create table public.users (id bigint primary key);
-- after
create table public.users (id bigint primary key);
create table public.orders (id bigint primary key, total numeric(10, 2));

-- scenario: a table is dropped
-- plan: drop table
-- hazards: data-loss
-- before
create table public.users (id bigint primary key);
create table public.leftovers (id bigint primary key, note text);
create index leftovers_note on public.leftovers (note);
-- after
create table public.users (id bigint primary key);

-- scenario: a table is renamed, and told so
-- rename: public.people=users
-- plan: rename to
-- plan not: drop table
-- before
create table public.people (id bigint primary key, name text not null);
-- after
create table public.users (id bigint, name text not null, constraint people_pkey primary key (id));

-- scenario: a table is renamed and changed at once
-- rename: public.people=users
-- plan: rename to
-- plan not: drop table
-- before
create table public.people (id bigint, name text not null);
create index name_of_user on public.people (name);
-- after
create table public.users (id bigint, name text, nickname text);
create index name_of_user on public.users (name);
comment on table public.users is 'Once called people';

-- scenario: a table takes the name that another had
-- hazards: data-loss
-- before
create table public.archive (id bigint, old text);
create table public.recent (id bigint, new text);
-- after
create table public.archive (id bigint, new text);

-- scenario: a logged table becomes unlogged
-- plan: set unlogged
-- plan not: drop table
-- hazards: rewrite
-- before
create table public.sessions (token text primary key, seen timestamptz);
-- after
create unlogged table public.sessions (token text primary key, seen timestamptz);

-- scenario: an unlogged table with a serial column becomes logged
-- plan: set logged
-- plan not: drop table
-- before
create unlogged table public.sessions (id serial primary key, token text);
-- after
create table public.sessions (id serial primary key, token text);

-- scenario: two tables that refer to each other change their persistence
-- plan not: drop table
-- before
create unlogged table public.a (id integer primary key);
create unlogged table public.b (id integer primary key, a_id integer references public.a);
-- after
create table public.a (id integer primary key);
create table public.b (id integer primary key, a_id integer references public.a);

-- scenario: two logged tables that refer to each other become unlogged
-- plan not: drop table
-- before
create table public.c (id integer primary key);
create table public.d (id integer primary key, c_id integer references public.c);
-- after
create unlogged table public.c (id integer primary key);
create unlogged table public.d (id integer primary key, c_id integer references public.c);

-- scenario: a table's replica identity becomes full
-- plan: replica identity full
-- before
create table public.events (id bigint, body text);
-- after
create table public.events (id bigint, body text);
alter table public.events replica identity full;

-- scenario: a table's replica identity becomes nothing
-- before
create table public.events (id bigint primary key, body text);
alter table public.events replica identity full;
-- after
create table public.events (id bigint primary key, body text);
alter table public.events replica identity nothing;

-- scenario: a table's replica identity becomes a new index
-- plan: replica identity using index
-- before
create table public.events (id bigint not null, tenant bigint not null);
-- after
create table public.events (id bigint not null, tenant bigint not null);
create unique index events_identity on public.events (tenant, id);
alter table public.events replica identity using index events_identity;

-- scenario: a table's replica identity goes from one index to another
-- before
create table public.events (id bigint not null, tenant bigint not null);
create unique index events_first on public.events (id);
create unique index events_second on public.events (tenant);
alter table public.events replica identity using index events_first;
-- after
create table public.events (id bigint not null, tenant bigint not null);
create unique index events_first on public.events (id);
create unique index events_second on public.events (tenant);
alter table public.events replica identity using index events_second;

-- scenario: the index of a replica identity is defined anew
-- before
create table public.events (id bigint not null, tenant bigint not null);
create unique index events_identity on public.events (id);
alter table public.events replica identity using index events_identity;
-- after
create table public.events (id bigint not null, tenant bigint not null);
create unique index events_identity on public.events (tenant, id);
alter table public.events replica identity using index events_identity;

-- scenario: a primary key is the replica identity by name
-- before
create table public.events (id bigint primary key, body text);
-- after
create table public.events (id bigint primary key, body text);
alter table public.events replica identity using index events_pkey;

-- scenario: a table moves to another schema
-- hazards: data-loss
-- before
create schema archive;
create table public.orders (id bigint primary key, total numeric);
-- after
create schema archive;
create table archive.orders (id bigint primary key, total numeric);

-- scenario: a name changes from a table to a view
-- hazards: data-loss
-- before
create table public.people (id bigint, name text);
-- after
create table public.users (id bigint, name text);
create view public.people as select id, name from public.users;

-- scenario: the access method of a table changes
-- since: 15
-- plan not: drop table
-- before
create access method other_heap type table handler heap_tableam_handler;
create table public.rows (id bigint);
-- after
create access method other_heap type table handler heap_tableam_handler;
create table public.rows (id bigint) using other_heap;

-- scenario: the two sides of one table differ by the order of columns only
-- equal
-- before
create table public.users (id bigint primary key, name text, email text not null default '');
-- after
create table public.users (email text not null default '', name text, id bigint primary key);

-- scenario: the two sides of one table spell it differently
-- equal
-- before
create table users (
  id int primary key,
  big int8 not null,
  price decimal(10, 2) default 0,
  name varchar(20),
  letter char,
  real_weight float4,
  weight float,
  at timestamp with time zone,
  clock time without time zone,
  open bool default 't'
);
-- after
create table public.users (
  id integer not null,
  big bigint not null,
  price numeric(10, 2) default (0),
  name character varying(20),
  letter character(1),
  real_weight real,
  weight double precision,
  at timestamptz,
  clock time,
  open boolean default true
);
alter table public.users add constraint users_pkey primary key (id);

-- scenario: a table was altered into the shape of the other side
-- equal
-- before
create table public.users (gone text, id smallint);
alter table public.users drop column gone;
alter table public.users alter column id type bigint;
alter table public.users add column name text;
alter table public.users alter column name set not null;
alter table public.users add constraint named check (name <> '');
-- after
create table public.users (id bigint, name text not null constraint named check (name <> ''));
