-- Views.

-- scenario: a view is created
-- plan: create view
-- before
create table public.users (id bigint, name text);
-- after
create table public.users (id bigint, name text);
create view public.names as select name from public.users;

-- scenario: a view is dropped
-- plan: drop view
-- before
create table public.users (id bigint, name text);
create view public.names as select name from public.users;
-- after
create table public.users (id bigint, name text);

-- scenario: the condition of a view changes
-- plan: create or replace view
-- plan not: drop view
-- before
create table public.users (id bigint, name text);
create view public.names as select name from public.users where id > 0;
-- after
create table public.users (id bigint, name text);
create view public.names as select name from public.users where id > 100 and name <> '';

-- scenario: a view gets a further column at its end
-- plan: create or replace view
-- plan not: drop view
-- before
create table public.users (id bigint, name text);
create view public.names as select name from public.users;
-- after
create table public.users (id bigint, name text);
create view public.names as select name, id from public.users;

-- scenario: a view gets a further column at its beginning
-- before
create table public.users (id bigint, name text);
create view public.names as select name from public.users;
-- after
create table public.users (id bigint, name text);
create view public.names as select id, name from public.users;

-- scenario: a view loses a column
-- before
create table public.users (id bigint, name text);
create view public.names as select id, name from public.users;
-- after
create table public.users (id bigint, name text);
create view public.names as select name from public.users;

-- scenario: a column of a view changes its type
-- before
create table public.users (id bigint, name text);
create view public.numbers as select id from public.users;
-- after
create table public.users (id bigint, name text);
create view public.numbers as select id::integer as id from public.users;

-- scenario: a column of a view gets another name
-- before
create table public.users (id bigint, name text);
create view public.numbers as select id from public.users;
-- after
create table public.users (id bigint, name text);
create view public.numbers (number) as select id from public.users;

-- scenario: the options of a view change
-- before
create table public.users (id bigint, name text);
create view public.some_users as select id, name from public.users where id > 0;
create view public.other_users with (security_barrier) as select id, name from public.users where id < 0;
-- after
create table public.users (id bigint, name text);
create view public.some_users with (security_barrier) as
  select id, name from public.users where id > 0 with cascaded check option;
create view public.other_users as select id, name from public.users where id < 0 with local check option;

-- scenario: a view runs with the rights of who reads it
-- since: 15
-- plan: security_invoker
-- before
create table public.users (id bigint);
create view public.numbers as select id from public.users;
-- after
create table public.users (id bigint);
create view public.numbers with (security_invoker = true) as select id from public.users;

-- scenario: a column of a view gets a default and a comment
-- plan: set default
-- before
create table public.users (id bigint, name text);
create view public.names as select id, name from public.users;
-- after
create table public.users (id bigint, name text);
create view public.names as select id, name from public.users;
alter view public.names alter column name set default 'nobody';
comment on column public.names.name is 'What they''re called';
comment on view public.names is 'Whoever has one';

-- scenario: views upon views upon views are created
-- before
create table public.orders (id bigint, state text, total numeric);
-- after
create table public.orders (id bigint, state text, total numeric);
create view public.z_base as select id, state, total from public.orders where state <> 'lost';
create view public.m_open as select id, total from public.z_base where state = 'open';
create view public.a_sum as select sum(total) as total from public.m_open;

-- scenario: views upon views upon views are dropped
-- before
create table public.orders (id bigint, state text, total numeric);
create view public.z_base as select id, state, total from public.orders where state <> 'lost';
create view public.m_open as select id, total from public.z_base where state = 'open';
create view public.a_sum as select sum(total) as total from public.m_open;
-- after
create table public.orders (id bigint, state text, total numeric);

-- scenario: a column below views upon views changes its type
-- before
create table public.orders (id integer, state varchar(10), total numeric(8, 2));
create view public.z_base as select id, state, total from public.orders where state <> 'lost';
comment on view public.z_base is 'All but the lost';
comment on column public.z_base.total is 'In euro';
create view public.m_open with (security_barrier) as select id, total from public.z_base where state = 'open';
alter view public.m_open alter column total set default 0;
create view public.a_sum as select sum(total) as total, max(id) as newest from public.m_open;
-- after
create table public.orders (id bigint, state text, total numeric(12, 4));
create view public.z_base as select id, state, total from public.orders where state <> 'lost';
comment on view public.z_base is 'All but the lost';
comment on column public.z_base.total is 'In euro';
create view public.m_open with (security_barrier) as select id, total from public.z_base where state = 'open';
alter view public.m_open alter column total set default 0;
create view public.a_sum as select sum(total) as total, max(id) as newest from public.m_open;

-- scenario: a column that a view shows is dropped
-- hazards: data-loss
-- before
create table public.users (id bigint, name text, nickname text);
create view public.names as select id, name, nickname from public.users;
create view public.short_names as select nickname from public.names;
-- after
create table public.users (id bigint, name text);
create view public.names as select id, name from public.users;

-- scenario: a view in the middle changes its columns
-- before
create table public.users (id bigint, name text, email text);
create view public.base as select id, name, email from public.users;
create view public.middle as select id, name from public.base;
create view public.top as select name from public.middle;
-- after
create table public.users (id bigint, name text, email text);
create view public.base as select id, name, email from public.users;
create view public.middle as select email, id, name from public.base;
create view public.top as select name from public.middle;

-- scenario: a view reads everything of a table that gets a column
-- before
create table public.users (id bigint, name text);
create view public.everything as select * from public.users;
-- after
create table public.users (id bigint, name text, email text);
create view public.everything as select * from public.users;

-- scenario: a recursive view is created
-- before
create table public.parts (id bigint primary key, parent_id bigint references public.parts);
-- after
create table public.parts (id bigint primary key, parent_id bigint references public.parts);
create recursive view public.tree (id, depth) as
  select id, 0 from public.parts where parent_id is null
  union all
  select p.id, t.depth + 1 from public.parts p join tree t on t.id = p.parent_id;

-- scenario: a view groups by a primary key and falls with it
-- before
create table public.users (id bigint constraint users_pkey primary key, name text);
create table public.orders (user_id bigint, total numeric);
create view public.sums as
  select u.id, u.name, sum(o.total) as total
  from public.users u join public.orders o on o.user_id = u.id group by u.id;
-- after
create table public.users (id bigint not null constraint users_once unique, name text);
create table public.orders (user_id bigint, total numeric);
create view public.sums as
  select u.id, u.name, sum(o.total) as total
  from public.users u join public.orders o on o.user_id = u.id group by u.id, u.name;

-- scenario: a view becomes a materialised view
-- before
create table public.users (id bigint, name text);
create view public.names as select name from public.users;
-- after
create table public.users (id bigint, name text);
create materialized view public.names as select name from public.users;

-- scenario: a view has columns whose names need quotes
-- before
create table public."Users" ("Id" bigint, "select" text);
-- after
create table public."Users" ("Id" bigint, "select" text);
create view public."All ""Users""" as
  select "Id" as "an Id", "select" as "from", 'it''s' as "what's" from public."Users";

-- scenario: a view calls a function that changes its arguments
-- before
create table public.users (id bigint, name text);
create function public.shown(text) returns text language sql immutable as $$ select upper($1) $$;
create view public.names as select public.shown(name) as name from public.users;
-- after
create table public.users (id bigint, name text);
create function public.shown(text, integer) returns text language sql immutable as
  $$ select left(upper($1), $2) $$;
create view public.names as select public.shown(name, 10) as name from public.users;

-- scenario: a view is spelled differently
-- equal
-- before
create table public.users (id bigint, name text);
create view public.names as select u.id, u.name from users u where u.name is not null AND id > 1;
create view public.everything as select * from public.users;
-- after
create table public.users (id bigint, name text);
create view public.names (id, name) as
  SELECT "u"."id", "u"."name" FROM public.users AS u WHERE (u.name IS NOT NULL) and (u.id > (1));
create view public.everything as select users.id, users.name from public.users;

-- scenario: a view gets a further column with a default and a comment
-- before
create table public.orders (id integer, note text);
create view public.open_orders as select id from public.orders;
-- after
create table public.orders (id integer, note text);
create view public.open_orders as select id, note from public.orders;
alter view public.open_orders alter column note set default 'none';
comment on column public.open_orders.note is 'what the customer said';
