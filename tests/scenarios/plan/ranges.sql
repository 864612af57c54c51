-- Range types.

-- scenario: a range type is created
-- plan: as range
-- before
-- after
create type public.floats as range (subtype = double precision, subtype_diff = float8mi);

-- scenario: a range type is dropped
-- before
create type public.clock as range (subtype = time);
-- after

-- scenario: a range type and its difference function are created
-- before
-- after
create function public.time_difference(time, time) returns double precision
  language sql immutable as $$ select extract(epoch from $1 - $2)::double precision $$;
create type public.clock as range (subtype = time, subtype_diff = public.time_difference);

-- scenario: a range type with a canonical function is created
-- before
-- after
create type public.numbers;
create function public.canonical_numbers(public.numbers) returns public.numbers
  language internal immutable strict as 'int4range_canonical';
create type public.numbers as range (subtype = integer, canonical = public.canonical_numbers);

-- scenario: the subtype of a range changes
-- before
create type public.spans as range (subtype = real);
-- after
create type public.spans as range (subtype = double precision);

-- scenario: the operator class and collation of a range change
-- before
create type public.words as range (subtype = text);
-- after
create type public.words as range (subtype = text, subtype_opclass = text_pattern_ops, collation = "C");

-- scenario: a range type gets a difference function
-- before
create type public.floats as range (subtype = double precision);
create table public.measures (id bigint, span public.floats);
-- after
create type public.floats as range (subtype = double precision, subtype_diff = float8mi);
create table public.measures (id bigint, span public.floats);

-- scenario: the multirange of a range gets another name
-- before
create type public.clock as range (subtype = time);
-- after
create type public.clock as range (subtype = time, multirange_type_name = public.clocks);

-- scenario: a range type is used at once, and its multirange too
-- before
create table public.shops (id bigint);
-- after
create type public.clock as range (subtype = time);
create table public.shops (
  id bigint,
  open_at public.clock,
  all_week public.clock_multirange not null default '{}',
  constraint opened check (not isempty(open_at))
);
create index shops_open on public.shops using gist (open_at);

-- scenario: the comment on a range type is set
-- before
create type public.clock as range (subtype = time);
-- after
create type public.clock as range (subtype = time);
comment on type public.clock is 'From one hour to another';

-- scenario: a range of a parent's column goes, and a view reads the column of the child
-- before
create type public.span as range (subtype = integer);
create table public.parents (id integer, during public.span);
create table public.children () inherits (public.parents);
create view public.spans as select during from public.children;
-- after
create table public.parents (id integer, during text);
create table public.children () inherits (public.parents);
create view public.spans as select during from public.children;
