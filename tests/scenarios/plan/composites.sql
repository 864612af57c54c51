-- Composite types.

-- scenario: a composite type is created
-- plan: create type
-- before
-- after
create type public.address as (street text, number integer, town varchar(80) collate "C");

-- scenario: a composite type is dropped
-- before
create type public.address as (street text, number integer);
-- after

-- scenario: a composite type without attributes is created
-- before
-- after
create type public.empty as ();

-- scenario: an attribute is added
-- plan: add attribute
-- plan not: drop type
-- before
create type public.address as (street text);
-- after
create type public.address as (street text, number integer);

-- scenario: an attribute is dropped
-- plan: drop attribute
-- before
create type public.address as (street text, number integer, town text);
-- after
create type public.address as (street text, town text);

-- scenario: an attribute changes its type
-- plan not: drop type
-- before
create type public.address as (street varchar(20), number integer);
-- after
create type public.address as (street text, number bigint);

-- scenario: an attribute changes its collation
-- before
create type public.address as (street text, town text collate "C");
-- after
create type public.address as (street text, town text collate "POSIX");

-- scenario: the attributes of a composite type are put in another order
-- before
create type public.address as (street text, number integer);
-- after
create type public.address as (number integer, street text);

-- scenario: an attribute is added in the middle of a type that a column has
-- before
create type public.address as (street text, town text);
create table public.users (id bigint primary key, home public.address);
-- after
create type public.address as (street text, number integer, town text);
create table public.users (id bigint primary key, home public.address);

-- scenario: an attribute of a type that a column has changes its type
-- hazards: rewrite, blocks-reads
-- before
create type public.address as (street text, number text);
create table public.users (id bigint primary key, home public.address, others public.address[]);
-- after
create type public.address as (street text, number integer);
create table public.users (id bigint primary key, home public.address, others public.address[]);

-- scenario: an attribute is dropped from a type that a function and a view use
-- before
create type public.address as (street text, number integer);
create table public.users (id bigint, home public.address);
create function public.shown(public.address) returns text language sql immutable as
  $$ select ($1).street $$;
create view public.homes as select id, (home).street as street from public.users;
-- after
create type public.address as (street text);
create table public.users (id bigint, home public.address);
create function public.shown(public.address) returns text language sql immutable as
  $$ select ($1).street $$;
create view public.homes as select id, (home).street as street from public.users;

-- scenario: comments on a composite type and its attributes change
-- plan: comment on column
-- before
create type public.address as (street text, number integer);
comment on type public.address is 'Where one lives';
comment on column public.address.street is 'Without number';
-- after
create type public.address as (street text, number integer);
comment on type public.address is 'Where one''s letters go';
comment on column public.address.number is 'Without street';

-- scenario: composite types nest in one another
-- before
create type public.point_name as (name text);
-- after
create type public.point_name as (name text);
create type public.line as (start_name public.point_name, end_name public.point_name);
create type public.shape as (lines public.line[], middle public.point_name);
create table public.drawings (id bigint, shape public.shape);
