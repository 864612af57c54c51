-- Arrays that are cast as a whole, which PostgreSQL prints as it would not read them.

create schema many;

create domain many.word as character varying(20)
  constraint listed check (value in ('a', 'it''s', '],)', 'ARRAY[''x''::text])::text[]'));
create function many.largest(numbers bigint[]) returns bigint language sql immutable
  return numbers[1];

create table many.listed (
  id integer primary key,
  state character varying(20) default 'a' check (state in ('a', 'b')),
  code character(2) check (code in ('a', 'b')),
  net cidr check (net in ('10.0.0.0/8', '::/0')),
  address inet check (address = any (array['10.0.0.0/8'::cidr, '::/0'])),
  word many.word check (word not in ('x', 'y')),
  flags bit varying check (flags in (b'1', b'0')),
  size bigint check (size in (1, 2) or size = any (array[3, 4])),
  lowest bigint default many.largest(array[1, 2]),
  amount numeric check (amount = any (array[1, 2]::integer[]) and amount in (1.5, 2)),
  isit boolean check (isit in (true, false)),
  moment timestamptz check (moment in ('2024-01-01', '2024-06-01 12:00+02')),
  known boolean generated always as (state in ('a', 'b') and state <> all (array['c', 'd'])) stored,
  pair character varying[] check (pair <> array['a', 'b']::character varying[]),
  twice text check (twice = any ((array['a', 'b'])::character varying[])),
  nobody text check (twice <> all (array[]::text[])),
  exclude using btree (id with =) where (state in ('a', 'b'))
);
create index listed_state on many.listed ((state in ('a', 'b'))) where state in ('x', 'y');
create statistics many.states on (state in ('a', 'b')), id from many.listed;
create policy own on many.listed using (state in ('a', 'b')) with check (state not in ('c', 'd'));
create view many.some as select id, state in ('a', 'b') as known from many.listed
  where state in ('a', 'b') and net in ('10.0.0.0/8', '::/0');
create function many.is_known(state character varying) returns boolean language sql immutable
  return state in ('a', 'b');
create function many.known(state character varying default 'a') returns bigint language sql stable
  begin atomic select count(*) from many.listed l where l.state in ('a', 'b'); end;
create function many.text_body() returns text language sql
  as $$ select (ARRAY['a'::character varying])::text[] $$;
create function many.seen() returns trigger language plpgsql as 'begin end';
create trigger seen before update on many.listed for each row
  when (new.state in ('a', 'b')) execute function many.seen('(ARRAY[''a''::varchar])::text[]');
