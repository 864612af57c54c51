-- Enumerated types.

-- scenario: an enum is created
-- plan: create type
-- before
-- after
create type public.mood as enum ('sad', 'ok', 'happy');

-- scenario: an enum is dropped
-- plan: drop type
-- before
create type public.mood as enum ('sad', 'ok', 'happy');
-- after

-- scenario: an enum without labels is created
-- before
-- after
create type public.nothing as enum ();

-- scenario: a label is added at the end
-- plan: add value
-- plan not: drop type
-- hazards: cannot-be-undone
-- before
create type public.mood as enum ('sad', 'ok');
-- after
create type public.mood as enum ('sad', 'ok', 'happy');

-- scenario: a label is added at the beginning
-- plan: before
-- plan not: drop type
-- before
create type public.mood as enum ('ok', 'happy');
-- after
create type public.mood as enum ('sad', 'ok', 'happy');

-- scenario: labels are added everywhere
-- plan: add value
-- plan not: drop type
-- before
create type public.mood as enum ('c', 'g');
-- after
create type public.mood as enum ('a', 'b', 'c', 'd', 'e', 'f', 'g', 'it''s h', 'i');

-- scenario: a label is renamed, and told so
-- rename: public.mood.ok=fine
-- plan: rename value
-- plan not: drop type
-- before
create type public.mood as enum ('sad', 'ok', 'happy');
create table public.people (mood public.mood default 'ok');
-- after
create type public.mood as enum ('sad', 'fine', 'happy');
create table public.people (mood public.mood default 'fine');

-- scenario: a label is removed from an enum that nobody uses
-- before
create type public.mood as enum ('sad', 'ok', 'happy');
-- after
create type public.mood as enum ('sad', 'happy');

-- scenario: a label is removed from an enum that a column has
-- plan not: drop table
-- hazards: may-fail-on-data
-- before
create type public.mood as enum ('sad', 'ok', 'happy');
create table public.people (id bigint primary key, mood public.mood not null default 'sad');
-- after
create type public.mood as enum ('sad', 'happy');
create table public.people (id bigint primary key, mood public.mood not null default 'sad');

-- scenario: the labels of an enum are put in another order
-- before
create type public.mood as enum ('happy', 'ok', 'sad');
create table public.people (id bigint, mood public.mood);
create index people_mood on public.people (mood);
-- after
create type public.mood as enum ('sad', 'ok', 'happy');
create table public.people (id bigint, mood public.mood);
create index people_mood on public.people (mood);

-- scenario: a label is replaced and the default with it
-- before
create type public.state as enum ('new', 'open', 'closed');
create table public.tickets (id bigint, state public.state not null default 'new');
create index tickets_open on public.tickets (id) where state = 'open';
-- after
create type public.state as enum ('created', 'open', 'closed');
create table public.tickets (id bigint, state public.state not null default 'created');
create index tickets_open on public.tickets (id) where state = 'open';

-- scenario: a removed label stands in a check, a view and a function
-- before
create type public.state as enum ('new', 'open', 'closed', 'lost');
create table public.tickets (id bigint, state public.state, constraint stated check (state <> 'lost'));
create view public.open_tickets as select id, state from public.tickets where state = 'open';
create function public.is_open(public.state) returns boolean language sql immutable as
  $$ select $1 = 'open' $$;
-- after
create type public.state as enum ('new', 'open', 'closed');
create table public.tickets (id bigint, state public.state, constraint stated check (state <> 'new'));
create view public.open_tickets as select id, state from public.tickets where state = 'open';
create function public.is_open(public.state) returns boolean language sql immutable as
  $$ select $1 = 'open' $$;

-- scenario: a removed label belongs to an enum in arrays and composites
-- before
create type public.mood as enum ('sad', 'ok', 'happy');
create type public.day as (name text, mood public.mood);
create table public.diaries (id bigint, moods public.mood[] default '{}', today public.day);
-- after
create type public.mood as enum ('sad', 'happy');
create type public.day as (name text, mood public.mood);
create table public.diaries (id bigint, moods public.mood[] default '{}', today public.day);

-- scenario: a new label is the default of a column in the same change
-- plan: add value
-- before
create type public.state as enum ('open', 'closed');
create table public.tickets (id bigint, state public.state not null default 'open');
-- after
create type public.state as enum ('open', 'closed', 'waiting');
create table public.tickets (id bigint, state public.state not null default 'waiting');

-- scenario: a new label stands in a new check and a new index in the same change
-- plan: add value
-- before
create type public.state as enum ('open', 'closed');
create table public.tickets (id bigint, state public.state);
-- after
create type public.state as enum ('open', 'closed', 'waiting');
create table public.tickets (id bigint, state public.state, constraint idle check (state <> 'waiting' or id > 0));
create index tickets_waiting on public.tickets (id) where state = 'waiting';

-- scenario: the comment on an enum is set
-- plan: comment on type
-- before
create type public.mood as enum ('sad', 'ok');
-- after
create type public.mood as enum ('sad', 'ok');
comment on type public.mood is 'How one''s day is';

-- scenario: a name changes from an enum to a domain
-- before
create type public.mood as enum ('sad', 'ok');
-- after
create domain public.mood as text check (value in ('sad', 'ok'));

-- scenario: an enum is the key of a partitioned table and gets a label
-- plan: add value
-- plan not: drop table
-- before
create type public.region as enum ('eu', 'us');
create table public.sales (region public.region not null, total numeric) partition by list (region);
create table public.sales_eu partition of public.sales for values in ('eu');
-- after
create type public.region as enum ('eu', 'us', 'asia');
create table public.sales (region public.region not null, total numeric) partition by list (region);
create table public.sales_eu partition of public.sales for values in ('eu');
create table public.sales_asia partition of public.sales for values in ('asia');
