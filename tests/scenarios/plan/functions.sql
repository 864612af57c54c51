-- Functions, window functions and procedures.

-- scenario: a function is created
-- plan: create or replace function
-- before
-- after
create function public.add(a integer, b integer default 2) returns integer
  language sql immutable strict parallel safe cost 7 as 'select a + b';

-- scenario: a function is dropped
-- plan: drop function
-- before
create function public.add(a integer, b integer) returns integer language sql as 'select a + b';
-- after

-- scenario: the body of a function changes
-- plan: create or replace function
-- plan not: drop function
-- before
create function public.add(a integer, b integer) returns integer language sql as 'select a + b';
-- after
create function public.add(a integer, b integer) returns integer language sql as $$
  -- $tag$ it's added $tag$
  select $1 + $2 + 0
$$;

-- scenario: the properties of a function change
-- plan not: drop function
-- before
create function public.f(text) returns setof text language sql as $$ select $1 $$;
-- after
create function public.f(text) returns setof text
  language sql stable strict leakproof security definer parallel restricted cost 50 rows 10
  set search_path = public, pg_temp set work_mem = '8MB'
  as $$ select $1 $$;

-- scenario: a function gets a further argument
-- before
create function public.f(a integer) returns integer language sql as $$ select a $$;
-- after
create function public.f(a integer, b integer) returns integer language sql as $$ select a + b $$;

-- scenario: an argument of a function gets another name
-- before
create function public.f(a integer) returns integer language sql as $$ select $1 $$;
-- after
create function public.f(number integer) returns integer language sql as $$ select $1 $$;

-- scenario: an argument of a function loses its default
-- before
create function public.f(a integer, b integer default 1) returns integer language sql as $$ select $1 $$;
-- after
create function public.f(a integer, b integer) returns integer language sql as $$ select $1 $$;

-- scenario: a function returns another type
-- plan: drop function
-- before
create function public.f(a integer) returns integer language sql as $$ select a $$;
-- after
create function public.f(a integer) returns bigint language sql as $$ select a::bigint $$;

-- scenario: a function returns another table
-- before
create function public.f() returns table (id integer) language sql as $$ select 1 $$;
-- after
create function public.f() returns table (id integer, name text) language sql as $$ select 1, 'x' $$;

-- scenario: a function that others call returns another type
-- before
create function public.price() returns integer language sql immutable as $$ select 1 $$;
create table public.items (id bigint, price numeric default public.price(), constraint priced check (price >= public.price()));
create view public.prices as select public.price() as price;
create index items_priced on public.items ((price + public.price()));
-- after
create function public.price() returns numeric language sql immutable as $$ select 1.5 $$;
create table public.items (id bigint, price numeric default public.price(), constraint priced check (price >= public.price()));
create view public.prices as select public.price() as price;
create index items_priced on public.items ((price + public.price()));

-- scenario: a function is overloaded
-- plan not: drop function
-- before
create function public.f(integer) returns integer language sql as $$ select $1 $$;
-- after
create function public.f(integer) returns integer language sql as $$ select $1 $$;
create function public.f(text) returns text language sql as $$ select $1 $$;
create function public.f(integer, variadic text[]) returns text language sql as $$ select $2[$1] $$;

-- scenario: one of several functions of a name is dropped
-- before
create function public.f(integer) returns integer language sql as $$ select $1 $$;
create function public.f(text) returns text language sql as $$ select $1 $$;
-- after
create function public.f(text) returns text language sql as $$ select $1 $$;

-- scenario: a function changes its language
-- before
create function public.f() returns integer language sql as $$ select 1 $$;
-- after
create function public.f() returns integer language plpgsql as $$ begin return 1; end $$;

-- scenario: a function becomes a procedure
-- before
create function public.clean() returns void language sql as $$ select 1 $$;
-- after
create procedure public.clean() language sql as $$ select 1 $$;

-- scenario: a procedure is created and another changed
-- plan: procedure
-- before
create table public.t (a integer);
create procedure public.clean() language sql as $$ delete from public.t $$;
-- after
create table public.t (a integer);
create procedure public.clean() language plpgsql as $$ begin delete from public.t; commit; end $$;
create procedure public.fill(inout many integer, in up_to integer default 10) language plpgsql as
  $$ begin insert into public.t select generate_series(1, up_to); many := up_to; end $$;

-- scenario: a function with output arguments changes them
-- before
create function public.pair(out a integer, out b text) language sql as $$ select 1, 'x' $$;
-- after
create function public.pair(out a integer, out b integer) language sql as $$ select 1, 2 $$;

-- scenario: a function with a standard body reads a new column
-- before
create table public.users (id bigint, name text);
create function public.names() returns setof text language sql begin atomic select name from public.users; end;
-- after
create table public.users (id bigint, name text, nickname text);
create function public.names() returns setof text language sql
  begin atomic select coalesce(nickname, name) from public.users; end;

-- scenario: a column that a standard body reads changes its type
-- before
create table public.users (id integer, name varchar(10));
create function public.longest() returns integer language sql stable
  begin atomic select max(length(name)) from public.users where id > 0; end;
create function public.name_of(integer) returns text language sql stable
  return (select name from public.users where id = $1);
-- after
create table public.users (id bigint, name text);
create function public.longest() returns integer language sql stable
  begin atomic select max(length(name)) from public.users where id > 0; end;
create function public.name_of(integer) returns text language sql stable
  return (select name from public.users where id = $1);

-- scenario: a column that a standard body reads is dropped
-- hazards: data-loss
-- before
create table public.users (id bigint, name text, nickname text);
create function public.names() returns setof text language sql
  begin atomic select coalesce(nickname, name) from public.users; end;
-- after
create table public.users (id bigint, name text);
create function public.names() returns setof text language sql begin atomic select name from public.users; end;

-- scenario: a function returns rows of a table that gets a column
-- before
create table public.users (id bigint, name text);
create function public.everybody() returns setof public.users language sql stable as
  $$ select * from public.users $$;
-- after
create table public.users (id bigint, name text, email text);
create function public.everybody() returns setof public.users language sql stable as
  $$ select * from public.users $$;

-- scenario: a function of a dropped table's rows goes with it
-- hazards: data-loss
-- before
create table public.users (id bigint, name text);
create function public.shown(public.users) returns text language sql immutable as $$ select $1.name $$;
create function public.first_user() returns public.users language sql as $$ select * from public.users limit 1 $$;
-- after

-- scenario: a window function is created
-- before
-- after
create function public.place() returns bigint language internal window immutable strict as 'window_row_number';

-- scenario: the comment on one of several functions of a name changes
-- plan: comment on function
-- before
create function public.f(integer) returns integer language sql as $$ select $1 $$;
create function public.f(text) returns text language sql as $$ select $1 $$;
-- after
create function public.f(integer) returns integer language sql as $$ select $1 $$;
create function public.f(text) returns text language sql as $$ select $1 $$;
comment on function public.f(text) is 'It''s for texts';

-- scenario: a function's body speaks of a table that does not exist yet
-- before
-- after
create function public.count_users() returns bigint language plpgsql as
  $$ begin return (select count(*) from public.users); end $$;
create table public.users (id bigint default public.count_users());

-- scenario: functions call one another
-- before
-- after
create function public.c() returns integer language sql immutable return 1;
create function public.a() returns integer language sql immutable return public.c() + 1;
create function public.b(integer default public.a()) returns integer language sql immutable return $1;

-- scenario: a function is spelled differently
-- equal
-- before
create function public.f(a int, b varchar default 'x') returns int8 language sql volatile as $$ select 1::bigint $$;
-- after
create or replace function f(in a integer, b character varying = 'x'::varchar) returns bigint
  as ' select 1::bigint ' called on null input security invoker parallel unsafe cost 100 language sql;
