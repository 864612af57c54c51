-- Domains.

-- scenario: a domain is created
-- plan: create domain
-- before
-- after
create domain public.price as numeric(10, 2) default 0 not null
  constraint positive check (value >= 0)
  constraint small check (value < 1000000);

-- scenario: a domain is dropped
-- plan: drop domain
-- before
create domain public.price as numeric(10, 2) not null check (value >= 0);
-- after

-- scenario: the default of a domain changes
-- plan: alter domain
-- plan not: drop domain
-- before
create domain public.price as numeric default 0;
create table public.items (price public.price);
-- after
create domain public.price as numeric default 9.99;
create table public.items (price public.price);

-- scenario: the default of a domain goes
-- plan: drop default
-- before
create domain public.price as numeric default 0;
-- after
create domain public.price as numeric;

-- scenario: a domain becomes not null
-- plan: set not null
-- hazards: may-fail-on-data
-- before
create domain public.price as numeric;
create table public.items (price public.price);
-- after
create domain public.price as numeric not null;
create table public.items (price public.price);

-- scenario: a check is added to a domain
-- plan: not valid
-- plan: validate constraint
-- hazards: may-fail-on-data
-- before
create domain public.price as numeric;
create table public.items (price public.price);
-- after
create domain public.price as numeric constraint positive check (value > 0);
create table public.items (price public.price);

-- scenario: a check is dropped from a domain
-- plan: drop constraint
-- plan not: drop domain
-- before
create domain public.price as numeric constraint positive check (value > 0) constraint small check (value < 9);
-- after
create domain public.price as numeric constraint positive check (value > 0);

-- scenario: a check of a domain changes
-- plan not: drop domain
-- before
create domain public.price as numeric constraint positive check (value > 0);
create table public.items (price public.price);
-- after
create domain public.price as numeric constraint positive check (value >= 0.01);
create table public.items (price public.price);

-- scenario: a check of a domain is validated
-- plan: validate constraint
-- before
create domain public.price as numeric;
alter domain public.price add constraint positive check (value > 0) not valid;
-- after
create domain public.price as numeric;
alter domain public.price add constraint positive check (value > 0);

-- scenario: the comment on a check of a domain is set
-- plan: on domain
-- before
create domain public.price as numeric constraint positive check (value > 0);
-- after
create domain public.price as numeric constraint positive check (value > 0);
comment on constraint positive on domain public.price is 'Nothing''s free';

-- scenario: the comment on a domain goes
-- before
create domain public.price as numeric;
comment on domain public.price is 'In euro';
-- after
create domain public.price as numeric;

-- scenario: the base type of a domain in use changes
-- before
create domain public.code as varchar(5) constraint long check (length(value) > 1);
create table public.items (id bigint primary key, code public.code default 'none');
create view public.coded as select code from public.items;
-- after
create domain public.code as text constraint long check (length(value) > 1);
create table public.items (id bigint primary key, code public.code default 'none');
create view public.coded as select code from public.items;

-- scenario: the collation of a domain changes
-- before
create domain public.word as text;
create table public.words (word public.word);
-- after
create domain public.word as text collate "C";
create table public.words (word public.word);

-- scenario: a domain over a domain over an enum is created
-- before
create type public.mood as enum ('sad', 'ok', 'happy');
-- after
create type public.mood as enum ('sad', 'ok', 'happy');
create domain public.good_mood as public.mood check (value > 'sad');
create domain public.best_mood as public.good_mood check (value::public.mood = 'happy');
create table public.people (id bigint, mood public.best_mood, moods public.good_mood[]);

-- scenario: a domain checks with a new function
-- before
create domain public.email as text;
-- after
create function public.is_email(text) returns boolean language sql immutable as
  $$ select $1 like '%_@_%' $$;
create domain public.email as text constraint shaped check (public.is_email(value));

-- scenario: a column goes from its base type to a domain
-- before
create table public.items (id bigint, price numeric not null);
-- after
create domain public.price as numeric check (value >= 0);
create table public.items (id bigint, price public.price not null);

-- scenario: a domain is spelled differently
-- equal
-- before
create domain public.price as decimal(10, 2) default 0 check (value >= 0);
-- after
create domain public.price numeric(10, 2);
alter domain public.price set default (0);
alter domain public.price add constraint price_check check ((VALUE >= (0)::numeric));
