-- Primary keys and unique constraints.

-- scenario: a primary key is added
-- plan: using index
-- plan: concurrently
-- hazards: may-fail-on-data
-- before
create table public.users (id bigint not null, email text);
-- after
create table public.users (id bigint not null, email text, constraint users_pkey primary key (id));

-- scenario: a primary key is added on a column that could be null
-- hazards: may-fail-on-data
-- before
create table public.users (id bigint, email text);
-- after
create table public.users (id bigint primary key, email text);

-- scenario: a primary key is dropped and its column stays not null
-- plan: drop constraint
-- before
create table public.users (id bigint not null constraint users_pkey primary key);
-- after
create table public.users (id bigint not null);

-- scenario: a primary key gets a further column
-- before
create table public.memberships (user_id bigint not null, team_id bigint not null, constraint memberships_pkey primary key (user_id));
-- after
create table public.memberships (user_id bigint not null, team_id bigint not null, constraint memberships_pkey primary key (user_id, team_id));

-- scenario: a primary key turns its columns around
-- before
create table public.memberships (user_id bigint, team_id bigint, primary key (user_id, team_id));
-- after
create table public.memberships (user_id bigint, team_id bigint, primary key (team_id, user_id));

-- scenario: a primary key moves to a new column that others refer to
-- before
create table public.users (email text primary key, name text);
create table public.orders (id bigint primary key, user_email text references public.users (email));
-- after
create table public.users (id bigint primary key, email text not null, name text, constraint users_email_key unique (email));
create table public.orders (id bigint primary key, user_email text references public.users (email));

-- scenario: a primary key that is referred to gets another name
-- plan not: drop table
-- before
create table public.users (id bigint constraint old_key primary key);
create table public.orders (id bigint primary key, user_id bigint constraint orders_user references public.users (id));
-- after
create table public.users (id bigint constraint new_key primary key);
create table public.orders (id bigint primary key, user_id bigint constraint orders_user references public.users (id));

-- scenario: a constraint is renamed, and told so
-- rename: public.users.old_key=new_key
-- plan: rename constraint
-- plan not: drop constraint
-- before
create table public.users (id bigint constraint old_key primary key);
-- after
create table public.users (id bigint constraint new_key primary key);

-- scenario: a unique constraint is added
-- plan: concurrently
-- plan: using index
-- hazards: may-fail-on-data
-- before
create table public.users (id bigint primary key, email text);
-- after
create table public.users (id bigint primary key, email text, constraint users_email_key unique (email));

-- scenario: a unique constraint is dropped
-- plan: drop constraint
-- before
create table public.users (id bigint primary key, email text constraint users_email_key unique);
-- after
create table public.users (id bigint primary key, email text);

-- scenario: a unique constraint becomes a unique index of the same name
-- before
create table public.users (id bigint primary key, email text, constraint users_email unique (email));
-- after
create table public.users (id bigint primary key, email text);
create unique index users_email on public.users (email);

-- scenario: a unique constraint gets a further column
-- before
create table public.users (tenant bigint, email text, constraint users_email unique (email));
-- after
create table public.users (tenant bigint, email text, constraint users_email unique (tenant, email));

-- scenario: a unique constraint carries further columns
-- before
create table public.users (id bigint, email text, name text, constraint users_email unique (email));
-- after
create table public.users (id bigint, email text, name text, constraint users_email unique (email) include (name, id));

-- scenario: a primary key carries a further column and has a fill factor
-- before
create table public.users (id bigint, name text, constraint users_pkey primary key (id));
-- after
create table public.users (id bigint, name text, constraint users_pkey primary key (id) include (name) with (fillfactor = 70));

-- scenario: the fill factor of a unique constraint changes
-- before
create table public.users (email text, constraint users_email unique (email) with (fillfactor = 90));
-- after
create table public.users (email text, constraint users_email unique (email) with (fillfactor = 60));

-- scenario: a unique constraint becomes deferrable
-- before
create table public.steps (place integer, constraint steps_place unique (place));
-- after
create table public.steps (place integer, constraint steps_place unique (place) deferrable);

-- scenario: a primary key becomes initially deferred
-- before
create table public.steps (place integer, constraint steps_pkey primary key (place));
-- after
create table public.steps (place integer, constraint steps_pkey primary key (place) deferrable initially deferred);

-- scenario: a unique constraint treats nulls as equal
-- since: 15
-- plan: nulls not distinct
-- before
create table public.rooms (house integer, room integer, constraint rooms_once unique (house, room));
-- after
create table public.rooms (house integer, room integer, constraint rooms_once unique nulls not distinct (house, room));

-- scenario: a primary key forbids overlaps
-- since: 18
-- plan: without overlaps
-- before
create extension btree_gist;
create table public.bookings (room integer, during daterange);
-- after
create extension btree_gist;
create table public.bookings (
  room integer,
  during daterange,
  constraint bookings_pkey primary key (room, during without overlaps)
);

-- scenario: a unique constraint forbids overlaps
-- since: 18
-- before
create extension btree_gist;
create table public.bookings (room integer, during daterange not null, constraint once unique (room, during));
-- after
create extension btree_gist;
create table public.bookings (
  room integer,
  during daterange not null,
  constraint once unique (room, during without overlaps)
);

-- scenario: a check gives its name to a unique constraint
-- before
create table public.users (email text, constraint users_email check (email <> ''));
-- after
create table public.users (email text, constraint users_email unique (email));

-- scenario: a unique constraint on a partitioned table is added
-- before
create table public.events (id bigint not null, at date not null) partition by range (at);
create table public.events_2024 partition of public.events for values from ('2024-01-01') to ('2025-01-01');
-- after
create table public.events (id bigint not null, at date not null, constraint events_once unique (id, at)) partition by range (at);
create table public.events_2024 partition of public.events for values from ('2024-01-01') to ('2025-01-01');

-- scenario: a primary key on a partitioned table is added
-- before
create table public.events (id bigint, at date) partition by range (at);
create table public.events_2024 partition of public.events for values from ('2024-01-01') to ('2025-01-01');
create table public.events_rest partition of public.events default;
-- after
create table public.events (id bigint, at date, constraint events_pkey primary key (id, at)) partition by range (at);
create table public.events_2024 partition of public.events for values from ('2024-01-01') to ('2025-01-01');
create table public.events_rest partition of public.events default;
