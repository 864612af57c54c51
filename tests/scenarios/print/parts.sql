-- What the parts of the printing room change, one at a time.

create schema p;
create schema other;
create extension citext schema p;
create type p.mood as enum ('sad', 'well');
create type p.pair as (a integer, b text);
create domain p.price as integer default 1 constraint positive check (value > 0);
create sequence p.counter;
create table p.users (
  id integer constraint users_pkey primary key,
  name text not null default 'x',
  size integer constraint small check (size < 10),
  twice integer generated always as (size * 2) stored,
  number integer generated always as identity,
  mood p.mood
) with (fillfactor = 80);
create table p.orders (
  id integer not null,
  owner integer,
  constraint owner foreign key (owner) references p.users (id)
);
create index orders_owner on p.orders (owner);
create unique index orders_id on p.orders (id);
create table p.parent (a integer);
create table p.child (a integer) inherits (p.parent);
create table p.log (at date) partition by range (at);
create table p.log_1 partition of p.log for values from ('2024-01-01') to ('2025-01-01');
create table p.log_2 (at date);
create index log_at on only p.log (at);
create index log_1_at on p.log_1 (at);
create view p.names as select id, name from p.users;
create materialized view p.sizes as select id, size from p.users with no data;
create unique index sizes_id on p.sizes (id);
create function p.one() returns integer language sql return 1;
create function p.touch() returns trigger language plpgsql as 'begin end';
create aggregate p.total(integer) (sfunc = int4pl, stype = integer);
create aggregate p.nothing(*) (sfunc = int8inc, stype = bigint, initcond = '0');
create trigger touched before update on p.users for each row execute function p.touch();
create policy own on p.users for select using (id = 1);
create statistics p.pairs on id, size from p.users;
