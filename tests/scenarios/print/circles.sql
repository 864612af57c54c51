-- Objects that need each other, so that one of them has to be made in parts.

create schema ring;

-- A check, a default and a generated column call functions of the table's own row type.
create table ring.node (id integer primary key, parent integer, depth integer default 0);
create function ring.is_sound(ring.node) returns boolean language sql immutable
  begin atomic select $1.id is distinct from $1.parent; end;
create function ring.next_depth() returns integer language sql stable
  begin atomic select coalesce(max(depth), 0) + 1 from ring.node; end;
create function ring.label_of(id integer) returns text language sql immutable
  begin atomic select $1 || '/' || (select count(parent) from ring.node); end;
alter table ring.node add constraint node_is_sound check (ring.is_sound(node));
alter table ring.node alter column depth set default ring.next_depth();
alter table ring.node add column label text generated always as (ring.label_of(id)) stored;
alter table ring.node add column behind text default 'x';
alter table ring.node add constraint label_is_short check (length(label) < 100 and behind <> '');
create unique index node_label on ring.node (label);

-- A partition and its parent share such a check.
create table ring.part (id integer, kind text) partition by list (kind);
create table ring.part_a partition of ring.part for values in ('a');
create function ring.is_whole(id integer) returns boolean language sql immutable
  begin atomic select $1 >= (select count(*) from ring.part); end;
alter table ring.part add constraint part_is_whole check (ring.is_whole(id));

-- Functions that call each other, and a view that a function reads which the view calls.
create function ring.even(n integer) returns boolean language sql immutable return n = 0;
create function ring.odd(n integer) returns boolean language sql immutable
  return n <> 0 and ring.even(n - 1);
create or replace function ring.even(n integer) returns boolean language sql immutable
  return n = 0 or ring.odd(n - 1);
create function ring.count_nodes(at_least integer default '1', note text default ' BEGIN ATOMIC AS ')
  returns bigint language sql stable set search_path = 'BEGIN', 'ring' return 1;
create view ring.counted as select id, ring.count_nodes() as nodes from ring.node;
create or replace function
  ring.count_nodes(at_least integer default '1', note text default ' BEGIN ATOMIC AS ')
  returns bigint language sql stable set search_path = 'BEGIN', 'ring'
  begin atomic select count(*) from ring.counted where id >= at_least; end;

-- A domain whose check and default come from functions that take the domain.
create domain ring.level as integer;
create function ring.is_level(ring.level) returns boolean language sql immutable return $1 > 0;
create function ring.first_level() returns ring.level language sql immutable return 1::ring.level;
alter domain ring.level add constraint level_is_level check (ring.is_level(value));
alter domain ring.level set default ring.first_level();
create table ring.leveled (at ring.level, levels ring.level[]);

-- A range with a canonical function, and a function on its multirange.
create type ring.days;
create function ring.canonical(ring.days) returns ring.days
  language internal immutable strict as 'daterange_canonical';
create type ring.days as range (subtype = date, canonical = ring.canonical);
create type ring.period as (days ring.days, note text);
create table ring.holiday (days ring.days, exclude using gist (days with &&));
create function ring.length_of(ring.days_multirange) returns integer
  language sql immutable return upper($1) - lower($1);

-- Views in a chain, materialised ones among them, against the order of their names.
create materialized view ring.z as select id, parent from ring.node;
create view ring.y as select id from ring.z;
create materialized view ring.a as select count(*) as n from ring.y;
create function ring.rows_of_y() returns setof ring.y language sql stable
  begin atomic select id from ring.y; end;
create materialized view ring.b as select * from ring.rows_of_y();
-- The group needs only the key.
create view ring.grouped as select n.id, n.parent, count(*) from ring.node n group by n.id;
create table ring.keyed (id integer, kind text, note text, primary key (id, kind))
  partition by list (kind);
create table ring.keyed_a partition of ring.keyed for values in ('a');
create view ring.grouped_keys as select id, kind, note from ring.keyed group by id, kind;
