-- Columns that must hold a value, or need not.

-- scenario: a column becomes not null
-- plan: not valid
-- plan: validate constraint
-- plan: set not null
-- hazards: may-fail-on-data
-- before
create table public.users (id bigint primary key, email text);
-- after
create table public.users (id bigint primary key, email text not null);

-- scenario: a column becomes nullable
-- plan: drop not null
-- before
create table public.users (id bigint primary key, email text not null);
-- after
create table public.users (id bigint primary key, email text);

-- scenario: a column gets a default and becomes not null
-- plan: set default
-- hazards: may-fail-on-data
-- before
create table public.users (id bigint primary key, active boolean);
-- after
create table public.users (id bigint primary key, active boolean not null default true);

-- scenario: a column becomes not null in a table that has a check saying so
-- before
create table public.users (id bigint, email text, constraint has_email check (email is not null));
-- after
create table public.users (id bigint, email text not null);

-- scenario: columns of a partitioned table become not null
-- hazards: may-fail-on-data
-- before
create table public.events (at date, body text) partition by range (at);
create table public.events_2024 partition of public.events for values from ('2024-01-01') to ('2025-01-01');
-- after
create table public.events (at date not null, body text not null) partition by range (at);
create table public.events_2024 partition of public.events for values from ('2024-01-01') to ('2025-01-01');

-- scenario: a column of one partition alone becomes not null
-- before
create table public.events (at date, body text) partition by range (at);
create table public.events_2024 partition of public.events for values from ('2024-01-01') to ('2025-01-01');
-- after
create table public.events (at date, body text) partition by range (at);
create table public.events_2024 partition of public.events for values from ('2024-01-01') to ('2025-01-01');
alter table public.events_2024 alter column body set not null;

-- scenario: a column of a parent becomes not null in its children too
-- before
create table public.animals (name text);
create table public.pets (owner text) inherits (public.animals);
-- after
create table public.animals (name text not null);
create table public.pets (owner text not null) inherits (public.animals);

-- scenario: a primary key goes and its column may be null then
-- before
create table public.users (id bigint primary key, email text);
-- after
create table public.users (id bigint, email text);

-- scenario: a column is not null by a named constraint
-- since: 18
-- equal
-- before
create table public.users (id bigint constraint id_is_there not null);
-- after
create table public.users (id bigint not null);

-- scenario: not null and the type change together
-- hazards: may-fail-on-data
-- before
create table public.users (id bigint, age text);
-- after
create table public.users (id bigint, age integer not null default 0);
