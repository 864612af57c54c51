-- Columns that change their type: widened without a rewrite, with one, and where PostgreSQL has no cast.

-- scenario: an integer column becomes bigint
-- plan: bigint
-- plan not: drop table
-- before
create table public.counters (id integer primary key, hits integer not null default 0);
-- after
create table public.counters (id bigint primary key, hits bigint not null default 0);

-- scenario: a varchar column gets longer
-- plan: alter column
-- plan not: drop column
-- before
create table public.users (email varchar(50));
-- after
create table public.users (email varchar(320));

-- scenario: a varchar column becomes text
-- plan: type text
-- plan not: drop column
-- before
create table public.users (email varchar(50) not null default 'nobody');
-- after
create table public.users (email text not null default 'nobody');

-- scenario: a varchar column gets shorter
-- hazards: may-fail-on-data
-- before
create table public.users (country varchar(50));
-- after
create table public.users (country varchar(2));

-- scenario: a numeric column gets more digits
-- plan not: drop column
-- before
create table public.items (price numeric(8, 2));
-- after
create table public.items (price numeric(12, 2));

-- scenario: a numeric column gets another scale
-- before
create table public.items (price numeric(8, 2));
-- after
create table public.items (price numeric(8, 4));

-- scenario: a numeric column loses its limits
-- before
create table public.items (price numeric(8, 2));
-- after
create table public.items (price numeric);

-- scenario: a timestamp gets a time zone
-- before
create table public.events (at timestamp not null default now());
-- after
create table public.events (at timestamptz not null default now());

-- scenario: the precision of a timestamp changes
-- before
create table public.events (at timestamptz(3), pause interval day to second);
-- after
create table public.events (at timestamptz, pause interval);

-- scenario: a text column becomes integer, for which there is no cast
-- hazards: may-fail-on-data
-- before
create table public.imports (amount text);
-- after
create table public.imports (amount integer);

-- scenario: a text column becomes uuid
-- hazards: may-fail-on-data
-- before
create table public.imports (id text primary key, parent text);
-- after
create table public.imports (id uuid primary key, parent uuid);

-- scenario: a text column with a default becomes an enum
-- hazards: may-fail-on-data
-- before
create table public.orders (id bigint primary key, state text not null default 'new');
-- after
create type public.order_state as enum ('new', 'paid', 'sent');
create table public.orders (id bigint primary key, state public.order_state not null default 'new');

-- scenario: an enum column becomes text and the enum goes
-- before
create type public.order_state as enum ('new', 'paid');
create table public.orders (id bigint primary key, state public.order_state default 'paid');
create index orders_state on public.orders (state) where state = 'new';
-- after
create table public.orders (id bigint primary key, state text default 'paid');
create index orders_state on public.orders (state) where state = 'new';

-- scenario: a json column becomes jsonb
-- before
create table public.events (id bigint, body json default '{}');
-- after
create table public.events (id bigint, body jsonb default '{}');

-- scenario: a column becomes an array
-- before
create table public.users (id bigint, tag text);
-- after
create table public.users (id bigint, tag text[]);

-- scenario: the elements of an array change their type
-- before
create table public.grids (numbers integer[] not null default '{}', names varchar(10)[]);
-- after
create table public.grids (numbers bigint[] not null default '{}', names text[]);

-- scenario: a boolean column becomes text with a default that is text
-- before
create table public.flags (id bigint, state boolean not null default false);
-- after
create table public.flags (id bigint, state text not null default 'off');

-- scenario: an integer key and what refers to it become bigint together
-- plan not: drop table
-- before
create table public.users (id integer primary key);
create table public.orders (id integer primary key, user_id integer not null references public.users);
-- after
create table public.users (id bigint primary key);
create table public.orders (id integer primary key, user_id bigint not null references public.users);

-- scenario: a uuid key and what refers to it become text together
-- before
create table public.users (id uuid primary key default gen_random_uuid());
create table public.orders (
  id bigint primary key,
  user_id uuid references public.users on update cascade on delete set null
);
create index orders_user on public.orders (user_id);
-- after
create table public.users (id text primary key default gen_random_uuid());
create table public.orders (
  id bigint primary key,
  user_id text references public.users on update cascade on delete set null
);
create index orders_user on public.orders (user_id);

-- scenario: a column of an expression index changes its type
-- before
create table public.words (word varchar(20), language text);
create index words_lower on public.words (lower(word));
create unique index words_partial on public.words (language) where length(word) > 3;
-- after
create table public.words (word text, language text);
create index words_lower on public.words (lower(word));
create unique index words_partial on public.words (language) where length(word) > 3;

-- scenario: a column of a check changes its type
-- before
create table public.items (price integer, constraint priced check (price > 0));
-- after
create table public.items (price numeric(10, 2), constraint priced check (price > 0));

-- scenario: a column with a policy upon it changes its type
-- before
create table public.docs (id bigint, owner varchar(20));
alter table public.docs enable row level security;
create policy own on public.docs using (owner = current_user);
-- after
create table public.docs (id bigint, owner text);
alter table public.docs enable row level security;
create policy own on public.docs using (owner = current_user);

-- scenario: a column that a trigger watches changes its type
-- before
create table public.docs (id bigint, body varchar(20));
create function public.keep() returns trigger language plpgsql as $$ begin return new; end $$;
create trigger watch before update of body on public.docs
  for each row when (old.body is distinct from new.body) execute function public.keep();
-- after
create table public.docs (id bigint, body text);
create function public.keep() returns trigger language plpgsql as $$ begin return new; end $$;
create trigger watch before update of body on public.docs
  for each row when (old.body is distinct from new.body) execute function public.keep();

-- scenario: a column of extended statistics changes its type
-- before
create table public.docs (kind integer, owner integer);
create statistics public.docs_kinds (ndistinct, dependencies) on kind, owner from public.docs;
-- after
create table public.docs (kind bigint, owner integer);
create statistics public.docs_kinds (ndistinct, dependencies) on kind, owner from public.docs;

-- scenario: a column that another is generated from changes its type
-- before
create table public.lines (
  quantity integer,
  price integer,
  total bigint generated always as (quantity * price) stored
);
-- after
create table public.lines (
  quantity bigint,
  price integer,
  total bigint generated always as (quantity * price) stored
);

-- scenario: a column becomes one of a table's row type
-- hazards: may-fail-on-data
-- before
create table public.places (street text, town text);
create table public.users (id bigint, home text);
-- after
create table public.places (street text, town text);
create table public.users (id bigint, home public.places);

-- scenario: a date becomes a timestamp and a smallint an integer
-- before
create table public.bookings (day date not null default current_date, guests smallint not null);
-- after
create table public.bookings (day timestamp not null default current_date, guests integer not null);

-- scenario: a character column becomes a bit string
-- hazards: may-fail-on-data
-- before
create table public.masks (mask character(8));
-- after
create table public.masks (mask bit varying(8));

-- scenario: what an abandoned plan left behind is cleared away, and in the way of nothing
-- plan: add column "id (new) 2" bigint
-- plan: constraint "id is not null 2"
-- plan: function public."zz orders id (sync) 2"()
-- before
create table public.orders (id integer primary key, "id (new)" bigint, note text,
  constraint "id is not null" check ("id (new)" is not null) not valid);
create function public."zz orders id (sync)"() returns trigger language plpgsql
  as 'begin new."id (new)" := new.id; return new; end';
create trigger "zz orders id (sync)" before insert or update on public.orders
  for each row execute function public."zz orders id (sync)"();
-- after
create table public.orders (id bigint primary key, note text);

-- scenario: nulls left in by an abandoned plan are kept out by a guard of another name
-- plan: constraint "note is not null 2"
-- before
create table public.orders (note text, constraint "note is not null" check (note is not null) not valid);
-- after
create table public.orders (note text not null);
