-- Objects that need one another.

-- scenario: two new tables refer to each other
-- before
-- after
create table public.users (id bigint primary key, team_id bigint);
create table public.teams (id bigint primary key, leader_id bigint not null references public.users);
alter table public.users add constraint users_team foreign key (team_id) references public.teams;

-- scenario: two tables that refer to each other are dropped
-- hazards: data-loss
-- before
create table public.users (id bigint primary key, team_id bigint);
create table public.teams (id bigint primary key, leader_id bigint not null references public.users);
alter table public.users add constraint users_team foreign key (team_id) references public.teams;
-- after

-- scenario: three new tables refer to one another in a ring
-- before
-- after
create table public.a (id bigint primary key, next bigint);
create table public.b (id bigint primary key, next bigint references public.a);
create table public.c (id bigint primary key, next bigint references public.b);
alter table public.a add constraint a_next foreign key (next) references public.c deferrable initially deferred;

-- scenario: tables that refer to each other change the types of their keys
-- before
create table public.users (id integer primary key, team_id integer);
create table public.teams (id integer primary key, leader_id integer references public.users);
alter table public.users add constraint users_team foreign key (team_id) references public.teams;
-- after
create table public.users (id bigint primary key, team_id bigint);
create table public.teams (id bigint primary key, leader_id bigint references public.users);
alter table public.users add constraint users_team foreign key (team_id) references public.teams;

-- scenario: a function reads a table whose default calls it
-- before
-- after
create table public.numbers (id bigint, next bigint);
create function public.next_number() returns bigint language sql stable
  begin atomic select coalesce(max(id), 0) + 1 from public.numbers; end;
alter table public.numbers alter column next set default public.next_number();

-- scenario: a function reads a table whose default calls it, and both go
-- hazards: data-loss
-- before
create table public.numbers (id bigint, next bigint);
create function public.next_number() returns bigint language sql stable
  begin atomic select coalesce(max(id), 0) + 1 from public.numbers; end;
alter table public.numbers alter column next set default public.next_number();
-- after

-- scenario: a function takes a table's rows and the table's check calls it
-- before
-- after
create table public.items (id bigint, price numeric);
create function public.good(public.items) returns boolean language sql immutable as $$ select $1.price > 0 $$;
alter table public.items add constraint good check (public.good(items));

-- scenario: a check calls a function that reads the table
-- before
create table public.items (id bigint, price numeric);
-- after
create table public.items (id bigint, price numeric);
create function public.cheapest() returns numeric language sql stable
  begin atomic select min(price) from public.items; end;
alter table public.items add constraint not_cheaper check (price >= public.cheapest());

-- scenario: a policy reads the table that has it, through a function
-- before
create table public.members (team bigint, name text);
-- after
create table public.members (team bigint, name text);
create function public.my_teams() returns setof bigint language sql stable security definer
  begin atomic select team from public.members where name = current_user; end;
alter table public.members enable row level security;
create policy mine on public.members using (team in (select public.my_teams()));

-- scenario: a sequence reads its number from a table that reads the sequence
-- before
-- after
create sequence public.counter;
create table public.numbered (id bigint default nextval('public.counter'), name text);
alter sequence public.counter owned by public.numbered.id;
create function public.last_number() returns bigint language sql
  begin atomic select max(id) from public.numbered; end;

-- scenario: a view reads a function that reads a view
-- before
create table public.items (id bigint, price numeric);
-- after
create table public.items (id bigint, price numeric);
create view public.z_priced as select id, price from public.items where price is not null;
create function public.m_count() returns bigint language sql stable
  begin atomic select count(*) from public.z_priced; end;
create view public.a_counts as select public.m_count() as items;

-- scenario: a column changes its type below a view, a function and a view
-- before
create table public.items (id integer, price numeric(8, 2));
create view public.z_priced as select id, price from public.items where price is not null;
create function public.m_highest() returns numeric language sql stable
  begin atomic select max(price) from public.z_priced; end;
create view public.a_highest as select public.m_highest() as price;
comment on view public.a_highest is 'The dearest';
-- after
create table public.items (id bigint, price numeric(12, 2));
create view public.z_priced as select id, price from public.items where price is not null;
create function public.m_highest() returns numeric language sql stable
  begin atomic select max(price) from public.z_priced; end;
create view public.a_highest as select public.m_highest() as price;
comment on view public.a_highest is 'The dearest';

-- scenario: a column changes its type below a view with a trigger and a materialised view with an index
-- before
create table public.items (id integer, name varchar(10));
create view public.shown as select id, name from public.items;
create function public.store() returns trigger language plpgsql as $$ begin return new; end $$;
create trigger stored instead of insert on public.shown for each row execute function public.store();
create materialized view public.stored_items as select id, name from public.shown;
create unique index stored_once on public.stored_items (id);
create view public.top as select s.id from public.stored_items s join public.shown i using (id);
-- after
create table public.items (id bigint, name text);
create view public.shown as select id, name from public.items;
create function public.store() returns trigger language plpgsql as $$ begin return new; end $$;
create trigger stored instead of insert on public.shown for each row execute function public.store();
create materialized view public.stored_items as select id, name from public.shown;
create unique index stored_once on public.stored_items (id);
create view public.top as select s.id from public.stored_items s join public.shown i using (id);

-- scenario: a view's row type is the argument of a function
-- before
create table public.items (id integer, name text);
create view public.shown as select id, name from public.items;
create function public.label(public.shown) returns text language sql immutable as $$ select $1.name $$;
create view public.labels as select public.label(s) as label from public.shown s;
-- after
create table public.items (id bigint, name text);
create view public.shown as select id, name from public.items;
create function public.label(public.shown) returns text language sql immutable as $$ select $1.name $$;
create view public.labels as select public.label(s) as label from public.shown s;

-- scenario: a domain checks with a function that takes the domain
-- before
-- after
create domain public.code as text;
create function public.is_code(public.code) returns boolean language plpgsql immutable as
  $$ begin return length($1::text) = 5; end $$;
alter domain public.code add constraint coded check (public.is_code(value));

-- scenario: a policy, a trigger and a view stand upon a column that changes its type
-- before
create table public.docs (id integer primary key, owner varchar(30), body text);
alter table public.docs enable row level security;
create policy own on public.docs using (owner = current_user);
comment on policy own on public.docs is 'One''s own';
create view public.owners as select distinct owner from public.docs;
create function public.touch() returns trigger language plpgsql as $$ begin return new; end $$;
create trigger touched before update of owner on public.docs
  for each row when (new.owner <> '') execute function public.touch();
create index docs_owner on public.docs (owner) where owner <> 'nobody';
alter table public.docs add constraint owned check (owner <> '');
-- after
create table public.docs (id integer primary key, owner text, body text);
alter table public.docs enable row level security;
create policy own on public.docs using (owner = current_user);
comment on policy own on public.docs is 'One''s own';
create view public.owners as select distinct owner from public.docs;
create function public.touch() returns trigger language plpgsql as $$ begin return new; end $$;
create trigger touched before update of owner on public.docs
  for each row when (new.owner <> '') execute function public.touch();
create index docs_owner on public.docs (owner) where owner <> 'nobody';
alter table public.docs add constraint owned check (owner <> '');

-- scenario: a table refers to another that is made anew around it
-- before
create table public.a (id bigint primary key, b_id bigint);
create table public.b (id bigint primary key, a_id bigint references public.a);
-- after
create table public.a (id bigint primary key, b_id bigint);
create table public.b (id bigint primary key);
alter table public.a add constraint a_b foreign key (b_id) references public.b;

-- scenario: a composite type and a table are made of each other's rows
-- before
-- after
create table public.items (id bigint, name text);
create type public.pair as (first public.items, second public.items);
create table public.pairs (id bigint, pair public.pair, more public.pair[]);
create function public.first_of(public.pair) returns public.items language sql immutable as $$ select ($1).first $$;
