-- Tables by `inherits` whose columns and checks are not just those of their parents.

create schema kin;

create table kin.parent (
  id integer not null,
  name text not null default 'nobody',
  size integer default 1,
  note text compression pglz,
  twice integer generated always as (size * 2) stored,
  constraint parent_has_name check (name <> ''),
  constraint parent_only check (id > 0) no inherit
);
alter table kin.parent alter column note set storage external;
alter table kin.parent add constraint parent_small check (size < 100) not valid;
create table kin.other (code text, size integer default 1);

create table kin.plain () inherits (kin.parent);
create table kin.changed (own integer) inherits (kin.parent);
alter table kin.changed alter column name set default 'somebody';
alter table kin.changed alter column size drop default;
alter table kin.changed alter column id set default 7;
alter table kin.changed alter column note set storage main;
alter table kin.changed alter column note set statistics 50;
alter table kin.changed validate constraint parent_small;
comment on column kin.changed.note is 'Inherited, but with a comment';

create table kin.both (own text, code text not null default 'c') inherits (kin.parent, kin.other);
create table kin.grandchild (more integer) inherits (kin.both);
create index grandchild_more on kin.grandchild (more, id);

-- Made on its own, in an order of its own, and adopted.
create table kin.adopted (extra text, code text, size integer default 5);
alter table kin.adopted inherit kin.other;
create table kin.adopted_child (last integer) inherits (kin.adopted);

-- A check that was added to all, and one that a child had before.
create table kin.had (code text, size integer, constraint code_filled check (code <> ''));
alter table kin.had inherit kin.other;
alter table kin.other add constraint code_filled check (code <> '');

-- Rules, policies and triggers are each table's own.
create function kin.seen() returns trigger language plpgsql as 'begin return null; end';
create trigger seen after insert on kin.parent for each row execute function kin.seen();
