-- Columns that come and go.

-- scenario: a column is added
-- plan: add column
-- plan not: drop
-- before
create table public.users (id bigint primary key);
-- after
create table public.users (id bigint primary key, nickname text);

-- scenario: several columns are added at once
-- plan: add column
-- before
create table public.users (id bigint primary key);
-- after
create table public.users (
  id bigint primary key,
  nickname text,
  height numeric(5, 2) default 1.7,
  born date,
  tags text[] not null default '{}'
);

-- scenario: a column is dropped
-- plan: drop column
-- plan not: drop table
-- hazards: data-loss
-- before
create table public.users (id bigint primary key, nickname text);
-- after
create table public.users (id bigint primary key);

-- scenario: a column in the middle is added
-- plan not: drop
-- before
create table public.users (id bigint primary key, email text);
-- after
create table public.users (id bigint primary key, name text, email text);

-- scenario: the last column of a table is dropped
-- hazards: data-loss
-- before
create table public.markers (id bigint);
-- after
create table public.markers ();

-- scenario: a column is replaced by another
-- hazards: data-loss
-- before
create table public.users (id bigint primary key, full_name text);
-- after
create table public.users (id bigint primary key, first_name text, last_name text);

-- scenario: a column is renamed, and told so
-- rename: public.users.name=full_name
-- plan: rename column
-- plan not: drop column
-- before
create table public.users (id bigint primary key, name text not null);
-- after
create table public.users (id bigint primary key, full_name text not null);

-- scenario: a renamed column is in an index, a check and a view
-- rename: public.users.name=full_name
-- plan: rename column
-- plan not: drop column
-- before
create table public.users (id bigint, name text, constraint named check (name <> ''));
create index users_name on public.users (lower(name));
create view public.named_users as select id, name from public.users where name is not null;
-- after
create table public.users (id bigint, full_name text, constraint named check (full_name <> ''));
create index users_name on public.users (lower(full_name));
create view public.named_users as
  select id, full_name as name from public.users where full_name is not null;

-- scenario: a column is added with a constant default
-- plan: add column
-- before
create table public.users (id bigint primary key);
-- after
create table public.users (id bigint primary key, active boolean not null default true);

-- scenario: a column is added with a volatile default
-- before
create table public.users (id bigint primary key);
-- after
create table public.users (id bigint primary key, token uuid not null default gen_random_uuid());

-- scenario: a column is added as not null without a default
-- plan: not null
-- hazards: may-fail-on-data
-- before
create table public.users (id bigint primary key);
-- after
create table public.users (id bigint primary key, email text not null);

-- scenario: a column is added that is unique
-- before
create table public.users (id bigint primary key);
-- after
create table public.users (id bigint primary key, email text unique);

-- scenario: a column is added that refers to another table
-- before
create table public.tenants (id bigint primary key);
create table public.users (id bigint primary key);
-- after
create table public.tenants (id bigint primary key);
create table public.users (
  id bigint primary key,
  tenant_id bigint references public.tenants on delete cascade
);

-- scenario: a column is added with a type that is new too
-- before
create table public.users (id bigint primary key);
-- after
create type public.mood as enum ('sad', 'ok', 'happy');
create table public.users (id bigint primary key, mood public.mood not null default 'ok');

-- scenario: a dropped column takes its type with it
-- hazards: data-loss
-- before
create domain public.price as numeric check (value >= 0);
create table public.things (id bigint primary key, cost public.price);
-- after
create table public.things (id bigint primary key);

-- scenario: a column's storage is set
-- plan: set storage
-- before
create table public.files (id bigint, body bytea, name text);
-- after
create table public.files (id bigint, body bytea, name text);
alter table public.files alter column body set storage external;
alter table public.files alter column name set storage main;

-- scenario: a column's storage goes back to that of its type
-- before
create table public.files (id bigint, body bytea);
alter table public.files alter column body set storage plain;
-- after
create table public.files (id bigint, body bytea);

-- scenario: a column's compression is set
-- plan: set compression
-- before
create table public.files (id bigint, body bytea);
-- after
create table public.files (id bigint, body bytea compression pglz);

-- scenario: a column is added with storage, compression and a statistics target
-- before
create table public.files (id bigint);
-- after
create table public.files (id bigint, body text compression pglz);
alter table public.files alter column body set storage external;
alter table public.files alter column body set statistics 250;

-- scenario: a column's statistics target changes
-- plan: set statistics
-- before
create table public.files (kind text, owner text, size bigint);
alter table public.files alter column kind set statistics 100;
alter table public.files alter column size set statistics 0;
-- after
create table public.files (kind text, owner text, size bigint);
alter table public.files alter column kind set statistics 1000;
alter table public.files alter column owner set statistics 500;

-- scenario: a column's collation changes
-- plan not: drop column
-- before
create table public.words (word text collate "C" not null);
-- after
create table public.words (word text collate "POSIX" not null);

-- scenario: a column gets a collation of its own
-- before
create table public.words (word text, other varchar(20));
create index words_word on public.words (word);
-- after
create table public.words (word text collate "C", other varchar(30) collate "C");
create index words_word on public.words (word);

-- scenario: a table changes in many columns at once
-- plan not: drop table
-- hazards: data-loss
-- before
create table public.products (
  id integer primary key,
  sku varchar(20),
  price numeric(8, 2),
  stock integer default 0,
  legacy_code text,
  notes text not null
);
-- after
create table public.products (
  id bigint primary key,
  sku varchar(40) not null,
  price numeric(12, 2) not null default 0,
  stock integer,
  notes text,
  weight double precision,
  constraint products_sku_key unique (sku)
);

-- scenario: two columns swap their types
-- before
create table public.pairs (a integer, b text);
-- after
create table public.pairs (a text, b integer);
