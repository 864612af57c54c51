-- Sequences of their own, and those of serial columns.

-- scenario: a sequence is created
-- plan: create sequence
-- before
-- after
create sequence public.counter as smallint start 10 increment -5 minvalue -100 maxvalue 100 cache 3 cycle;

-- scenario: a sequence is dropped
-- plan: drop sequence
-- before
create sequence public.counter;
-- after

-- scenario: the increment, the bounds, the cache and the cycle of a sequence change
-- plan: alter sequence
-- plan not: drop sequence
-- before
create sequence public.counter increment 1 minvalue 1 maxvalue 1000 cache 1;
-- after
create sequence public.counter increment 2 minvalue -5 maxvalue 2000 start 1 cache 20 cycle;

-- scenario: the start of a sequence changes
-- plan: alter sequence
-- before
create sequence public.counter start 1;
-- after
create sequence public.counter start 1000;

-- scenario: the type of a sequence changes
-- plan: alter sequence
-- before
create sequence public.counter as integer;
-- after
create sequence public.counter as bigint;

-- scenario: a sequence narrows its type
-- before
create sequence public.counter as bigint;
-- after
create sequence public.counter as smallint;

-- scenario: a sequence becomes unlogged
-- since: 15
-- plan: set unlogged
-- before
create sequence public.counter;
-- after
create unlogged sequence public.counter;

-- scenario: a sequence gets an owner
-- plan: owned by
-- before
create sequence public.counter;
create table public.tickets (number bigint);
-- after
create sequence public.counter;
create table public.tickets (number bigint);
alter sequence public.counter owned by public.tickets.number;

-- scenario: a sequence changes its owner
-- before
create table public.tickets (number bigint);
create table public.letters (number bigint);
create sequence public.counter owned by public.tickets.number;
-- after
create table public.tickets (number bigint);
create table public.letters (number bigint);
create sequence public.counter owned by public.letters.number;

-- scenario: the owner of a sequence is dropped, but the sequence stays
-- hazards: data-loss
-- before
create table public.tickets (number bigint);
create table public.letters (number bigint);
create sequence public.counter owned by public.tickets.number;
alter table public.letters alter column number set default nextval('public.counter');
-- after
create table public.letters (number bigint);
create sequence public.counter;
alter table public.letters alter column number set default nextval('public.counter');

-- scenario: a serial column is added
-- before
create table public.tickets (title text);
-- after
create table public.tickets (title text, number serial);

-- scenario: a serial column is dropped with its sequence
-- hazards: data-loss
-- before
create table public.tickets (title text, number bigserial);
-- after
create table public.tickets (title text);

-- scenario: a serial column becomes a plain one
-- before
create table public.tickets (id serial primary key);
-- after
create table public.tickets (id integer primary key);

-- scenario: a serial column becomes bigserial
-- before
create table public.tickets (id serial primary key);
-- after
create table public.tickets (id bigserial primary key);

-- scenario: a table with a serial key is dropped with its sequence
-- hazards: data-loss
-- before
create table public.tickets (id serial primary key);
-- after

-- scenario: one sequence serves two tables
-- before
create sequence public.shared;
create table public.a (id bigint default nextval('public.shared'));
-- after
create sequence public.shared;
create table public.a (id bigint default nextval('public.shared'));
create table public.b (id bigint default nextval('public.shared'), other bigint default currval('public.shared'));

-- scenario: the comment on a sequence is set
-- plan: comment on sequence
-- before
create sequence public.counter;
-- after
create sequence public.counter;
comment on sequence public.counter is 'Counts ''everything''';

-- scenario: a serial column is spelled out by hand
-- equal
-- before
create table public.tickets (id serial primary key, small smallserial);
-- after
create sequence public.tickets_id_seq as integer;
create sequence public.tickets_small_seq as smallint;
create table public.tickets (
  id integer not null default nextval('public.tickets_id_seq'),
  small smallint not null default nextval('public.tickets_small_seq'::regclass),
  constraint tickets_pkey primary key (id)
);
alter sequence public.tickets_id_seq owned by public.tickets.id;
alter sequence public.tickets_small_seq owned by public.tickets.small;

-- scenario: the parameters of a sequence are spelled out
-- equal
-- before
create sequence public.counter;
-- after
create sequence public.counter as bigint start with 1 increment by 1 no minvalue maxvalue 9223372036854775807 cache 1 no cycle owned by none;
