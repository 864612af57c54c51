-- Check constraints of tables.

-- scenario: a check is added
-- plan: not valid
-- plan: validate constraint
-- hazards: may-fail-on-data
-- before
create table public.items (price numeric);
-- after
create table public.items (price numeric, constraint priced check (price > 0));

-- scenario: a check is dropped
-- plan: drop constraint
-- before
create table public.items (price numeric, constraint priced check (price > 0));
-- after
create table public.items (price numeric);

-- scenario: the condition of a check changes
-- before
create table public.items (price numeric, constraint priced check (price > 0));
-- after
create table public.items (price numeric, constraint priced check (price >= 0 and price < 1000000));

-- scenario: a check over several columns is added
-- before
create table public.trips (starts date, ends date, state text);
-- after
create table public.trips (starts date, ends date, state text,
  constraint in_order check (starts <= ends),
  constraint known_state check (state in ('planned', 'it''s on', 'done')));

-- scenario: a check that was not valid is validated
-- plan: validate constraint
-- plan not: drop constraint
-- before
create table public.items (price numeric);
alter table public.items add constraint priced check (price > 0) not valid;
-- after
create table public.items (price numeric);
alter table public.items add constraint priced check (price > 0);

-- scenario: a check is added that is not valid
-- plan not: validate constraint
-- before
create table public.items (price numeric);
-- after
create table public.items (price numeric);
alter table public.items add constraint priced check (price > 0) not valid;

-- scenario: a check is no longer enforced
-- since: 18
-- before
create table public.items (price numeric, constraint priced check (price > 0));
-- after
create table public.items (price numeric, constraint priced check (price > 0) not enforced);

-- scenario: a check is not inherited any more
-- before
create table public.items (price numeric, constraint priced check (price > 0));
-- after
create table public.items (price numeric, constraint priced check (price > 0) no inherit);

-- scenario: a check calls a new function
-- before
create table public.users (email text);
-- after
create function public.is_email(text) returns boolean language sql immutable as
  $$ select $1 like '%@%' $$;
create table public.users (email text, constraint users_email check (public.is_email(email)));

-- scenario: a function in a check gets another argument
-- before
create function public.is_code(text) returns boolean language sql immutable as $$ select length($1) = 5 $$;
create table public.codes (code text, constraint coded check (public.is_code(code)));
-- after
create function public.is_code(text, integer) returns boolean language sql immutable as
  $$ select length($1) = $2 $$;
create table public.codes (code text, constraint coded check (public.is_code(code, 5)));

-- scenario: a check upon a new column is added with it
-- before
create table public.items (price numeric);
-- after
create table public.items (price numeric, discount numeric default 0,
  constraint discounted check (discount between 0 and price));

-- scenario: a check of a partitioned table is added
-- before
create table public.events (at date, size integer) partition by range (at);
create table public.events_2024 partition of public.events for values from ('2024-01-01') to ('2025-01-01');
-- after
create table public.events (at date, size integer, constraint sized check (size > 0)) partition by range (at);
create table public.events_2024 partition of public.events for values from ('2024-01-01') to ('2025-01-01');

-- scenario: a check of a partition is its own, then its parent's
-- before
create table public.events (at date, size integer) partition by range (at);
create table public.events_2024 partition of public.events (constraint sized check (size > 0))
  for values from ('2024-01-01') to ('2025-01-01');
-- after
create table public.events (at date, size integer, constraint sized check (size > 0)) partition by range (at);
create table public.events_2024 partition of public.events for values from ('2024-01-01') to ('2025-01-01');

-- scenario: the comment on a check changes
-- before
create table public.items (price numeric, constraint priced check (price > 0));
comment on constraint priced on public.items is 'Nothing is free';
-- after
create table public.items (price numeric, constraint priced check (price > 0));
comment on constraint priced on public.items is 'Nobody''s gift';

-- scenario: a check is spelled differently
-- equal
-- before
create table public.items (
  price numeric,
  state varchar(10),
  constraint priced check (price > 0 AND price <= 10),
  constraint known check (state in ('a', 'b')),
  constraint between_them check (price between 1 and 5)
);
-- after
create table public.items (
  price numeric,
  state varchar(10),
  constraint priced check ((price > (0)::numeric) and (price <= 10::numeric)),
  constraint known check (state in ('a'::character varying, cast('b' as varchar))),
  constraint between_them check (price >= 1 and price <= 5)
);
