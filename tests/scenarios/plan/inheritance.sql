-- Tables that inherit.

-- scenario: a table that inherits is created
-- plan: inherits
-- before
create table public.animals (name text not null);
-- after
create table public.animals (name text not null);
create table public.pets (owner text) inherits (public.animals);

-- scenario: a parent and its children are dropped
-- hazards: data-loss
-- before
create table public.animals (name text not null);
create table public.pets (owner text) inherits (public.animals);
create table public.dogs (loud boolean) inherits (public.pets);
-- after

-- scenario: a table begins to inherit
-- plan: inherit
-- plan not: drop table
-- before
create table public.animals (name text);
create table public.pets (name text, owner text);
-- after
create table public.animals (name text);
create table public.pets (name text, owner text) inherits (public.animals);

-- scenario: a table inherits no more
-- plan: no inherit
-- plan not: drop table
-- before
create table public.animals (name text, constraint named check (name <> ''));
create table public.pets (owner text) inherits (public.animals);
-- after
create table public.animals (name text, constraint named check (name <> ''));
create table public.pets (name text, owner text, constraint named check (name <> ''));

-- scenario: a table inherits from two, in another order
-- before
create table public.animals (name text);
create table public.toys (price numeric);
create table public.robots (volts integer) inherits (public.animals, public.toys);
-- after
create table public.animals (name text);
create table public.toys (price numeric);
create table public.robots (volts integer) inherits (public.toys, public.animals);

-- scenario: a column is added to a parent
-- plan not: drop table
-- before
create table public.animals (name text);
create table public.pets (owner text) inherits (public.animals);
create table public.dogs (loud boolean) inherits (public.pets);
-- after
create table public.animals (name text, legs integer default 4);
create table public.pets (owner text) inherits (public.animals);
create table public.dogs (loud boolean) inherits (public.pets);

-- scenario: a column is added to a parent whose child has it
-- before
create table public.animals (name text);
create table public.pets (owner text, legs integer) inherits (public.animals);
-- after
create table public.animals (name text, legs integer);
create table public.pets (owner text, legs integer) inherits (public.animals);

-- scenario: a child has a default of its own
-- before
create table public.animals (name text, legs integer default 4);
create table public.birds (wings integer) inherits (public.animals);
-- after
create table public.animals (name text, legs integer default 4);
create table public.birds (wings integer, legs integer default 2) inherits (public.animals);

-- scenario: a column of a parent changes its type
-- before
create table public.animals (name varchar(10), legs integer);
create table public.pets (owner text) inherits (public.animals);
create index pets_name on public.pets (name);
-- after
create table public.animals (name text, legs bigint);
create table public.pets (owner text) inherits (public.animals);
create index pets_name on public.pets (name);

-- scenario: a check of a parent is added
-- before
create table public.animals (legs integer);
create table public.pets (owner text) inherits (public.animals);
-- after
create table public.animals (legs integer, constraint walking check (legs > 0), constraint few check (legs < 9) no inherit);
create table public.pets (owner text) inherits (public.animals);

-- scenario: a column of a parent changes its type, and the not null of a child has a name of its own
-- before
create table public.animals (legs integer);
create table public.pets (owner text) inherits (public.animals);
alter table public.pets alter column legs set not null;
alter table public.animals alter column legs set not null;
-- after
create table public.animals (legs bigint);
create table public.pets (owner text) inherits (public.animals);
alter table public.pets alter column legs set not null;
alter table public.animals alter column legs set not null;
