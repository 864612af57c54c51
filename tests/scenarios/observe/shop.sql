-- What every observed statement finds. `shop.rows` is set before: so many rows has every table.
drop schema if exists shop cascade;
drop schema if exists attic cascade;
drop access method if exists shelf cascade;
create schema shop;
create schema attic;
create access method shelf type table handler heap_tableam_handler;
set search_path = shop;

create table owner (id integer primary key, name text);
create type mood as enum ('glad');
create domain percent as integer check (value between 0 and 100);
create type unused as enum ('once');
create domain positive as integer;
create sequence ticket;
create sequence spare;

create table item (
  id integer primary key,
  code varchar(10) not null,
  label text,
  title varchar(100),
  weight integer,
  quantity integer,
  note text constraint note_present check (note is not null),
  owner_id integer,
  feeling mood,
  share positive,
  constraint quantity_positive check (quantity >= 0)
);
create unique index item_code on item (code);
create index item_label on item (label);
alter table item add constraint quantity_small check (quantity < 10000) not valid;
alter table item add constraint owner_later foreign key (owner_id) references owner not valid;
create policy own_items on item using (true);
create function touch() returns trigger language plpgsql as 'begin return new; end';
create trigger touched before update on item for each row execute function touch();
create statistics item_spread on quantity, owner_id from item;

-- Refers to owner as item does, with a key that is checked at the commit.
create table visit (owner_id integer, day date);
create table copied (like item including constraints);
create table twin (id integer primary key, item_id integer unique);
create unlogged table passing (id integer);
create table log (id integer, line text);

create table event (day integer not null, what text) partition by range (day);
create table event_low partition of event for values from (0) to (5000);
create table event_high (day integer not null, what text);
create index event_day on event (day);

-- A partitioned table that another refers to.
create table place (id integer primary key) partition by range (id);
create table place_low partition of place for values from (0) to (5000);
create table place_high partition of place for values from (5000) to (10000);
create table stay (place_id integer, other_id integer);

create view labels as select id, label from item;
create materialized view counts as select quantity, count(*) as items from item group by quantity;
create unique index counts_quantity on counts (quantity);

insert into owner select n, 'owner' from generate_series(1, current_setting('shop.rows')::integer) n;
insert into item
select n, 'c' || n, 'label', 'title', n, n, 'note', n, 'glad', 1
from generate_series(1, current_setting('shop.rows')::integer) n;
insert into visit select n, '2020-01-31' from generate_series(1, current_setting('shop.rows')::integer) n;
insert into copied select * from item;
insert into twin select n, n from generate_series(1, current_setting('shop.rows')::integer) n;
insert into passing select n from generate_series(1, current_setting('shop.rows')::integer) n;
insert into log select n, 'line' from generate_series(1, current_setting('shop.rows')::integer) n;
insert into event select n, 'low' from generate_series(1, current_setting('shop.rows')::integer) n;
insert into event_high
select 5000 + n, 'high' from generate_series(1, current_setting('shop.rows')::integer) n;
insert into place
select n + shelf from generate_series(1, current_setting('shop.rows')::integer) n, (values (0), (5000)) v (shelf);
insert into stay select 5000 + n, n from generate_series(1, current_setting('shop.rows')::integer) n;
alter table visit add constraint visit_owner foreign key (owner_id) references owner
  deferrable initially deferred;
alter table stay add constraint stay_place foreign key (place_id) references place;
refresh materialized view counts;
-- The check before a partition leaves is planned by its statistics, as it would be on a large table.
analyze place_low, stay;
