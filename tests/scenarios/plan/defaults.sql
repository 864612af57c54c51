-- Defaults of columns.

-- scenario: a default is set
-- plan: set default
-- before
create table public.users (id bigint, active boolean);
-- after
create table public.users (id bigint, active boolean default true);

-- scenario: a default is dropped
-- plan: drop default
-- plan not: drop column
-- before
create table public.users (id bigint, active boolean default true);
-- after
create table public.users (id bigint, active boolean);

-- scenario: a default changes from one constant to another
-- before
create table public.users (id bigint, plan text default 'free', score integer default -1);
-- after
create table public.users (id bigint, plan text default 'it''s paid', score integer default 100);

-- scenario: a default changes from a constant to a call
-- before
create table public.users (id uuid, created_at timestamptz default '2020-01-01 00:00:00+00');
-- after
create table public.users (id uuid default gen_random_uuid(), created_at timestamptz default now());

-- scenario: a default calls a new function
-- before
create table public.users (id bigint, code text);
-- after
create function public.new_code() returns text language sql volatile as
  $$ select 'code-' || (random() * 1000)::integer $$;
create table public.users (id bigint, code text default public.new_code());

-- scenario: a default stops calling a function that goes
-- before
create function public.new_code() returns text language sql volatile as $$ select 'x' $$;
create table public.users (id bigint, code text default public.new_code());
-- after
create table public.users (id bigint, code text default 'x');

-- scenario: a default reads a new sequence
-- before
create table public.tickets (number bigint not null);
-- after
create sequence public.ticket_numbers start 1000;
create table public.tickets (number bigint not null default nextval('public.ticket_numbers'));

-- scenario: the type and the default of a column change together
-- before
create table public.settings (value integer default 0);
-- after
create table public.settings (value text default 'none');

-- scenario: defaults of arrays, JSON and intervals change
-- before
create table public.settings (
  tags text[] default '{}',
  body jsonb default '{}',
  pause interval default '1 hour'
);
-- after
create table public.settings (
  tags text[] default '{a,"b c"}',
  body jsonb default '{"a": "it''s", "b": [1, 2]}',
  pause interval default '1 day 02:00:00'
);

-- scenario: a default is spelled differently
-- equal
-- before
create table public.settings (
  a integer default '5',
  b text default 'x'::text,
  c timestamptz default current_timestamp,
  d boolean default (1 = 1),
  e interval default interval '60 minutes',
  f integer default 1 + 2
);
-- after
create table public.settings (
  a integer default '5'::integer,
  b text default cast('x' as text),
  c timestamptz default CURRENT_TIMESTAMP,
  d boolean default ((1) = (1)),
  e interval default '60 minutes'::interval,
  f integer default (1+2)
);

-- scenario: a default of null is no default
-- equal
-- before
create table public.settings (a integer default null, b text default null);
-- after
create table public.settings (a integer, b text);
