-- Generated columns.

-- scenario: a generated column is added
-- plan: generated always as
-- hazards: rewrite
-- before
create table public.lines (price numeric, amount integer);
-- after
create table public.lines (
  price numeric,
  amount integer,
  total numeric generated always as (price * amount) stored
);

-- scenario: a generated column is dropped
-- plan: drop column
-- before
create table public.lines (price numeric, twice numeric generated always as (price * 2) stored);
-- after
create table public.lines (price numeric);

-- scenario: the expression of a generated column changes
-- plan not: drop table
-- before
create table public.lines (price numeric, gross numeric generated always as (price * 1.19) stored);
create index lines_gross on public.lines (gross);
-- after
create table public.lines (price numeric, gross numeric generated always as (price * 1.20) stored);
create index lines_gross on public.lines (gross);

-- scenario: a generated column becomes a plain one
-- plan: drop expression
-- plan not: drop column
-- before
create table public.lines (price numeric, gross numeric generated always as (price * 1.19) stored);
-- after
create table public.lines (price numeric, gross numeric);

-- scenario: a plain column becomes a generated one
-- hazards: data-loss
-- before
create table public.people (first text, last text, full_name text);
create view public.names as select full_name from public.people;
-- after
create table public.people (
  first text,
  last text,
  full_name text generated always as (first || ' ' || last) stored
);
create view public.names as select full_name from public.people;

-- scenario: a virtual column is added
-- since: 18
-- plan: virtual
-- before
create table public.people (name text);
-- after
create table public.people (name text, loud text generated always as (upper(name)) virtual);

-- scenario: a stored column becomes virtual
-- since: 18
-- before
create table public.people (name text, loud text generated always as (upper(name)) stored);
-- after
create table public.people (name text, loud text generated always as (upper(name)) virtual);

-- scenario: the expression of a virtual column changes
-- since: 18
-- plan: set expression
-- plan not: drop column
-- before
create table public.people (name text, shown text generated always as (upper(name)) virtual);
-- after
create table public.people (name text, shown text generated always as (lower(name)) virtual);

-- scenario: a generated column changes its type
-- before
create table public.lines (price integer, twice integer generated always as (price * 2) stored);
-- after
create table public.lines (price integer, twice bigint generated always as (price * 2) stored);

-- scenario: a generated column calls a new function
-- before
create table public.people (name text);
-- after
create function public.slug(text) returns text language sql immutable as
  $$ select lower(replace($1, ' ', '-')) $$;
create table public.people (name text, slug text generated always as (public.slug(name)) stored);

-- scenario: the function of a generated column is replaced by another
-- before
create function public.slug(text) returns text language sql immutable as $$ select lower($1) $$;
create table public.people (name text, slug text generated always as (public.slug(name)) stored);
-- after
create function public.web_name(text) returns text language sql immutable as $$ select lower($1) $$;
create table public.people (name text, slug text generated always as (public.web_name(name)) stored);

-- scenario: a generated column is spelled differently
-- equal
-- before
create table public.lines (price numeric, twice numeric generated always as (price*2) stored);
-- after
create table public.lines (price numeric, twice numeric generated always as ((price) * (2)::numeric) stored);
