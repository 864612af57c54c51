-- Large changes, as applications make them from one release to the next.

-- scenario: a web application is set up from nothing
-- before
-- after
create extension citext;
create extension pg_trgm;
create schema app;
create type app.role as enum ('owner', 'admin', 'member');
create type app.order_state as enum ('draft', 'placed', 'paid', 'shipped', 'cancelled');
create domain app.money as numeric(12, 2) constraint not_negative check (value >= 0);
create function app.current_tenant() returns uuid language sql stable as
  $$ select nullif(current_setting('app.tenant', true), '')::uuid $$;
create function app.touch() returns trigger language plpgsql as
  $$ begin new.updated_at := now(); return new; end $$;
create table app.tenants (
  id uuid primary key default gen_random_uuid(),
  name text not null,
  slug public.citext not null unique,
  created_at timestamptz not null default now()
);
create table app.users (
  id uuid primary key default gen_random_uuid(),
  tenant_id uuid not null default app.current_tenant() references app.tenants on delete cascade,
  email public.citext not null,
  role app.role not null default 'member',
  updated_at timestamptz not null default now(),
  constraint users_email_once unique (tenant_id, email)
);
create table app.orders (
  id bigint generated always as identity primary key,
  tenant_id uuid not null references app.tenants,
  user_id uuid references app.users on delete set null,
  state app.order_state not null default 'draft',
  total app.money not null default 0,
  placed_at timestamptz,
  updated_at timestamptz not null default now(),
  constraint placed_when_not_draft check (state = 'draft' or placed_at is not null)
);
create index orders_of_user on app.orders (tenant_id, user_id, placed_at desc);
create index orders_open on app.orders (tenant_id) where state in ('placed', 'paid');
create index users_email_search on app.users using gin ((email::text) public.gin_trgm_ops);
create trigger users_touched before update on app.users for each row execute function app.touch();
create trigger orders_touched before update on app.orders for each row execute function app.touch();
alter table app.users enable row level security;
alter table app.orders enable row level security, force row level security;
create policy own_tenant on app.users using (tenant_id = app.current_tenant());
create policy own_tenant on app.orders using (tenant_id = app.current_tenant()) with check (tenant_id = app.current_tenant());
create view app.open_orders with (security_barrier) as
  select o.id, o.total, u.email from app.orders o left join app.users u on u.id = o.user_id
  where o.state in ('placed', 'paid');
create materialized view app.sales_by_day as
  select tenant_id, placed_at::date as day, sum(total) as total, count(*) as orders
  from app.orders where state <> 'cancelled' group by 1, 2;
create unique index sales_by_day_once on app.sales_by_day (tenant_id, day);
comment on schema app is 'The application';
comment on view app.open_orders is 'What''s to be shipped';

-- scenario: an application for one customer becomes one for many
-- plan not: drop table
-- before
create table public.users (
  id serial primary key,
  email varchar(255) not null constraint users_email_key unique,
  created_at timestamp default now()
);
create table public.projects (
  id serial primary key,
  owner_id integer not null constraint projects_owner references public.users,
  title varchar(100) not null
);
create index projects_owner_id on public.projects (owner_id);
create view public.project_owners as
  select p.id, p.title, u.email from public.projects p join public.users u on u.id = p.owner_id;
-- after
create table public.tenants (
  id bigint generated always as identity primary key,
  name text not null,
  plan text not null default 'free' constraint known_plan check (plan in ('free', 'team', 'company'))
);
create function public.tenant() returns bigint language sql stable as
  $$ select current_setting('app.tenant')::bigint $$;
create table public.users (
  id serial primary key,
  tenant_id bigint not null default public.tenant() constraint users_tenant references public.tenants on delete cascade,
  email text not null,
  created_at timestamptz not null default now(),
  constraint users_email_key unique (tenant_id, email)
);
create table public.projects (
  id serial primary key,
  tenant_id bigint not null default public.tenant() constraint projects_tenant references public.tenants on delete cascade,
  owner_id integer not null constraint projects_owner references public.users on delete cascade,
  title text not null,
  archived_at timestamptz
);
create index projects_owner_id on public.projects (tenant_id, owner_id) where archived_at is null;
create view public.project_owners as
  select p.id, p.tenant_id, p.title, u.email from public.projects p join public.users u on u.id = p.owner_id;
alter table public.users enable row level security;
alter table public.projects enable row level security;
create policy tenants_own on public.users using (tenant_id = public.tenant());
create policy tenants_own on public.projects using (tenant_id = public.tenant());

-- scenario: every table of a shop gets an audit trail
-- plan not: drop table
-- before
create table public.customers (id bigint generated always as identity primary key, name text not null);
create table public.products (id bigint generated always as identity primary key, title text not null, price numeric(10, 2));
create table public.orders (
  id bigint generated always as identity primary key,
  customer_id bigint not null references public.customers
);
-- after
create schema audit;
create type audit.action as enum ('insert', 'update', 'delete');
create table audit.entries (
  id bigint generated always as identity,
  at timestamptz not null default clock_timestamp(),
  relation text not null,
  action audit.action not null,
  who text not null default current_user,
  old_row jsonb,
  new_row jsonb,
  constraint entries_pkey primary key (id, at),
  constraint has_row check (old_row is not null or new_row is not null)
) partition by range (at);
create table audit.entries_2025 partition of audit.entries
  for values from ('2025-01-01 00:00:00+00') to ('2026-01-01 00:00:00+00');
create table audit.entries_rest partition of audit.entries default;
create index entries_relation on audit.entries (relation, at);
create function audit.record() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  insert into audit.entries (relation, action, old_row, new_row)
  values (tg_relid::regclass::text, lower(tg_op)::audit.action, to_jsonb(old), to_jsonb(new));
  return coalesce(new, old);
end $$;
create table public.customers (id bigint generated always as identity primary key, name text not null, deleted_at timestamptz);
create table public.products (id bigint generated always as identity primary key, title text not null, price numeric(10, 2));
create table public.orders (
  id bigint generated always as identity primary key,
  customer_id bigint not null references public.customers
);
create trigger audited after insert or update or delete on public.customers for each row execute function audit.record();
create trigger audited after insert or update or delete on public.products for each row execute function audit.record();
create trigger audited after insert or update or delete on public.orders for each row execute function audit.record();
create view public.active_customers as select id, name from public.customers where deleted_at is null;

-- scenario: a table of events becomes partitioned by month under another name
-- plan not: drop table
-- before
create table public.events (
  id bigint generated always as identity,
  kind text not null,
  at timestamptz not null default now(),
  body jsonb not null default '{}',
  constraint events_pkey primary key (id)
);
create index events_at on public.events (at);
create view public.logins as select id, at from public.events where kind = 'login';
-- after
create table public.events (
  id bigint generated always as identity,
  kind text not null,
  at timestamptz not null default now(),
  body jsonb not null default '{}',
  constraint events_pkey primary key (id)
);
create index events_at on public.events (at);
create table public.all_events (
  id bigint not null,
  kind text not null,
  at timestamptz not null default now(),
  body jsonb not null default '{}',
  constraint all_events_pkey primary key (id, at)
) partition by range (at);
create table public.all_events_2025_01 partition of public.all_events
  for values from ('2025-01-01 00:00:00+00') to ('2025-02-01 00:00:00+00');
create table public.all_events_2025_02 partition of public.all_events
  for values from ('2025-02-01 00:00:00+00') to ('2025-03-01 00:00:00+00');
create table public.all_events_rest partition of public.all_events default;
create index all_events_kind on public.all_events (kind, at desc);
create index all_events_body on public.all_events using gin (body jsonb_path_ops);
create view public.logins as
  select id, at from public.events where kind = 'login'
  union all select id, at from public.all_events where kind = 'login';

-- scenario: a shop renews its orders
-- hazards: data-loss
-- before
create type public.order_state as enum ('new', 'paid', 'sent', 'lost');
create table public.customers (id serial primary key, name varchar(50), email varchar(100));
create table public.orders (
  id serial primary key,
  customer_id integer references public.customers,
  state public.order_state default 'new',
  total numeric(8, 2),
  shipping_address text,
  created timestamp default now()
);
create table public.order_lines (
  order_id integer references public.orders,
  line smallint,
  product varchar(100),
  quantity integer,
  price numeric(8, 2),
  primary key (order_id, line)
);
create index orders_created on public.orders (created);
create view public.order_totals as
  select o.id, sum(l.quantity * l.price) as total
  from public.orders o join public.order_lines l on l.order_id = o.id group by o.id;
create view public.best_customers as
  select c.name, sum(t.total) as total
  from public.customers c join public.orders o on o.customer_id = c.id
  join public.order_totals t on t.id = o.id group by c.name;
create function public.order_total(integer) returns numeric language sql stable as
  $$ select total from public.order_totals where id = $1 $$;
-- after
create type public.order_state as enum ('draft', 'new', 'paid', 'sent', 'returned', 'lost');
create domain public.price as numeric(12, 2) constraint positive check (value >= 0);
create table public.customers (
  id bigserial primary key,
  name text not null,
  email text not null,
  constraint customers_email_key unique (email)
);
create table public.addresses (
  id bigint generated always as identity primary key,
  customer_id bigint not null references public.customers on delete cascade,
  street text not null,
  town text not null
);
create table public.products (
  id bigint generated always as identity primary key,
  title text not null,
  price public.price not null,
  during daterange,
  constraint titled check (title <> '')
);
create table public.orders (
  id bigserial primary key,
  customer_id bigint not null references public.customers,
  address_id bigint constraint orders_address references public.addresses,
  state public.order_state not null default 'draft',
  created timestamptz not null default now(),
  constraint sent_somewhere check (state <> 'sent' or address_id is not null) not valid
);
create table public.order_lines (
  order_id bigint references public.orders on delete cascade,
  line smallint,
  product_id bigint not null references public.products,
  quantity integer not null constraint counted check (quantity > 0),
  price public.price not null,
  total numeric generated always as (quantity * price::numeric) stored,
  primary key (order_id, line)
);
create index orders_created on public.orders (customer_id, created desc);
create index order_lines_product on public.order_lines (product_id);
create view public.order_totals as
  select o.id, coalesce(sum(l.total), 0) as total, count(l.line) as lines
  from public.orders o left join public.order_lines l on l.order_id = o.id group by o.id;
create view public.best_customers as
  select c.id, c.name, sum(t.total) as total
  from public.customers c join public.orders o on o.customer_id = c.id
  join public.order_totals t on t.id = o.id group by c.id;
create function public.order_total(bigint) returns numeric language sql stable as
  $$ select total from public.order_totals where id = $1 $$;

-- scenario: integer keys of a whole application become bigint
-- plan not: drop table
-- before
create table public.users (id serial primary key, name text);
create table public.teams (id serial primary key, owner_id integer not null constraint teams_owner references public.users);
create table public.members (
  team_id integer constraint members_team references public.teams on delete cascade,
  user_id integer constraint members_user references public.users on delete cascade,
  primary key (team_id, user_id)
);
create index members_user_id on public.members (user_id);
create view public.team_sizes as select team_id, count(*) as members from public.members group by team_id;
create materialized view public.owners as
  select u.id, u.name, count(*) as teams from public.users u join public.teams t on t.owner_id = u.id group by u.id;
create unique index owners_id on public.owners (id);
create function public.teams_of(integer) returns setof integer language sql stable
  begin atomic select team_id from public.members where user_id = $1; end;
-- after
create table public.users (id bigserial primary key, name text);
create table public.teams (id bigserial primary key, owner_id bigint not null constraint teams_owner references public.users);
create table public.members (
  team_id bigint constraint members_team references public.teams on delete cascade,
  user_id bigint constraint members_user references public.users on delete cascade,
  primary key (team_id, user_id)
);
create index members_user_id on public.members (user_id);
create view public.team_sizes as select team_id, count(*) as members from public.members group by team_id;
create materialized view public.owners as
  select u.id, u.name, count(*) as teams from public.users u join public.teams t on t.owner_id = u.id group by u.id;
create unique index owners_id on public.owners (id);
create function public.teams_of(bigint) returns setof bigint language sql stable
  begin atomic select team_id from public.members where user_id = $1; end;

-- scenario: a search over documents is built
-- plan not: drop table
-- before
create table public.docs (id bigint primary key, title text, body text, language text);
-- after
create extension unaccent;
create function public.words(title text, body text) returns tsvector language sql immutable as
  $$ select setweight(to_tsvector('simple', coalesce(title, '')), 'A')
         || setweight(to_tsvector('simple', coalesce(body, '')), 'B') $$;
create table public.docs (
  id bigint primary key,
  title text not null default '',
  body text,
  language text not null default 'en',
  words tsvector generated always as (public.words(title, body)) stored
);
create index docs_words on public.docs using gin (words);
create index docs_title on public.docs (lower(title) text_pattern_ops);
create function public.search(query text) returns setof public.docs language sql stable rows 20 as
  $$ select * from public.docs where words @@ websearch_to_tsquery('simple', query) $$;
create view public.languages as select language, count(*) as docs from public.docs group by language;

-- scenario: bookings get rooms, rules and reports
-- hazards: may-fail-on-data
-- before
create table public.bookings (id serial primary key, room text, starts timestamp, ends timestamp, guest text);
create index bookings_starts on public.bookings (starts);
-- after
create extension btree_gist;
create type public.room_kind as enum ('single', 'double', 'hall');
create table public.rooms (
  name text primary key,
  kind public.room_kind not null default 'single',
  seats integer not null constraint seated check (seats > 0)
);
create table public.bookings (
  id serial primary key,
  room text not null constraint bookings_room references public.rooms on update cascade,
  starts timestamp not null,
  ends timestamp not null,
  guest text not null,
  during tsrange generated always as (tsrange(starts, ends)) stored,
  cancelled boolean not null default false,
  constraint in_order check (starts < ends),
  constraint no_overlap exclude using gist (room with =, during with &&) where (not cancelled)
);
create index bookings_starts on public.bookings (room, starts) where not cancelled;
create materialized view public.use_of_rooms as
  select r.kind, count(b.id) as bookings
  from public.rooms r left join public.bookings b on b.room = r.name group by r.kind;
create unique index use_of_rooms_kind on public.use_of_rooms (kind);

-- scenario: a schema is split into two
-- hazards: data-loss
-- before
create table public.users (id bigint primary key, email text);
create table public.invoices (id bigint primary key, user_id bigint not null references public.users, total numeric);
create function public.due(bigint) returns numeric language sql stable as
  $$ select sum(total) from public.invoices where user_id = $1 $$;
create view public.debtors as select id, public.due(id) as due from public.users where public.due(id) > 0;
-- after
create schema billing;
create table public.users (id bigint primary key, email text);
create table billing.invoices (id bigint primary key, user_id bigint not null references public.users, total numeric);
create function billing.due(bigint) returns numeric language sql stable as
  $$ select sum(total) from billing.invoices where user_id = $1 $$;
create view billing.debtors as select id, billing.due(id) as due from public.users where billing.due(id) > 0;

-- scenario: a trial is cleared away
-- hazards: data-loss
-- before
create table public.users (id bigint primary key, email text not null, trial_token text constraint trial_once unique, trial_group text);
create type public.trial_answer as enum ('yes', 'no', 'maybe');
create table public.trials (id bigint generated always as identity primary key, title text);
create table public.trial_answers (
  trial_id bigint references public.trials on delete cascade,
  user_id bigint references public.users on delete cascade,
  answer public.trial_answer,
  primary key (trial_id, user_id)
);
create index users_trial on public.users (trial_group) where trial_group is not null;
create function public.trial_touch() returns trigger language plpgsql as $$ begin return new; end $$;
create trigger trial_touched before update of trial_group on public.users for each row execute function public.trial_touch();
create view public.trial_sums as
  select t.title, a.answer, count(*) as answers
  from public.trials t join public.trial_answers a on a.trial_id = t.id group by t.title, a.answer;
create materialized view public.trial_report as select * from public.trial_sums where answer = 'yes';
create index trial_report_title on public.trial_report (title);
alter table public.trial_answers enable row level security;
create policy own on public.trial_answers using (user_id = 1);
-- after
create table public.users (id bigint primary key, email text not null);
