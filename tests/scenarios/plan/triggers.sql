-- Triggers of tables and views.

-- scenario: a trigger is created with its function
-- plan: create trigger
-- before
create table public.docs (id bigint, changed_at timestamptz);
-- after
create table public.docs (id bigint, changed_at timestamptz);
create function public.touch() returns trigger language plpgsql as
  $$ begin new.changed_at := now(); return new; end $$;
create trigger touched before update on public.docs for each row execute function public.touch();

-- scenario: a trigger is dropped with its function
-- plan: drop trigger
-- before
create table public.docs (id bigint, changed_at timestamptz);
create function public.touch() returns trigger language plpgsql as $$ begin return new; end $$;
create trigger touched before update on public.docs for each row execute function public.touch();
-- after
create table public.docs (id bigint, changed_at timestamptz);

-- scenario: the function of a trigger changes
-- plan not: drop trigger
-- before
create table public.docs (id bigint, changed_at timestamptz);
create function public.touch() returns trigger language plpgsql as $$ begin return new; end $$;
create trigger touched before update on public.docs for each row execute function public.touch();
-- after
create table public.docs (id bigint, changed_at timestamptz);
create function public.touch() returns trigger language plpgsql as $$ begin new.id := 1; return new; end $$;
create trigger touched before update on public.docs for each row execute function public.touch();

-- scenario: a trigger calls another function
-- before
create table public.docs (id bigint);
create function public.touch() returns trigger language plpgsql as $$ begin return new; end $$;
create trigger touched before update on public.docs for each row execute function public.touch();
-- after
create table public.docs (id bigint);
create function public.other() returns trigger language plpgsql as $$ begin return new; end $$;
create trigger touched before update on public.docs for each row execute function public.other('it''s');

-- scenario: a trigger changes its events, its moment and its condition
-- before
create table public.docs (id bigint, body text);
create function public.touch() returns trigger language plpgsql as $$ begin return new; end $$;
create trigger touched before update on public.docs for each row execute function public.touch();
-- after
create table public.docs (id bigint, body text);
create function public.touch() returns trigger language plpgsql as $$ begin return new; end $$;
create trigger touched after insert or update of body, id on public.docs
  for each row when (new.body <> 'it''s') execute function public.touch();

-- scenario: a trigger is disabled
-- plan: disable trigger
-- plan not: drop trigger
-- before
create table public.docs (id bigint);
create function public.touch() returns trigger language plpgsql as $$ begin return new; end $$;
create trigger touched before update on public.docs for each row execute function public.touch();
-- after
create table public.docs (id bigint);
create function public.touch() returns trigger language plpgsql as $$ begin return new; end $$;
create trigger touched before update on public.docs for each row execute function public.touch();
alter table public.docs disable trigger touched;

-- scenario: triggers fire always, or on replicas
-- plan: enable always trigger
-- plan: enable replica trigger
-- before
create table public.docs (id bigint);
create function public.touch() returns trigger language plpgsql as $$ begin return new; end $$;
create trigger one before update on public.docs for each row execute function public.touch();
create trigger two before update on public.docs for each row execute function public.touch();
alter table public.docs enable replica trigger one;
-- after
create table public.docs (id bigint);
create function public.touch() returns trigger language plpgsql as $$ begin return new; end $$;
create trigger one before update on public.docs for each row execute function public.touch();
create trigger two before update on public.docs for each row execute function public.touch();
alter table public.docs enable always trigger one;
alter table public.docs enable replica trigger two;

-- scenario: a trigger for whole statements sees the rows of before and after
-- before
create table public.docs (id bigint);
create function public.seen() returns trigger language plpgsql as $$ begin return null; end $$;
create trigger seen after update on public.docs for each statement execute function public.seen();
-- after
create table public.docs (id bigint);
create function public.seen() returns trigger language plpgsql as $$ begin return null; end $$;
create trigger seen after update on public.docs
  referencing old table as "Old Rows" new table as fresh
  for each statement execute function public.seen();

-- scenario: a constraint trigger is created
-- plan: create constraint trigger
-- before
create table public.users (id bigint);
create table public.docs (id bigint);
create function public.seen() returns trigger language plpgsql as $$ begin return null; end $$;
-- after
create table public.users (id bigint);
create table public.docs (id bigint);
create function public.seen() returns trigger language plpgsql as $$ begin return null; end $$;
create constraint trigger guard after insert or delete on public.docs from public.users
  deferrable initially deferred for each row execute function public.seen();

-- scenario: a trigger stands in for a view
-- plan: instead of
-- before
create table public.docs (id bigint, body text);
create view public.shown as select id, body from public.docs;
-- after
create table public.docs (id bigint, body text);
create view public.shown as select id, body from public.docs;
create function public.store() returns trigger language plpgsql as
  $$ begin insert into public.docs values (new.id, new.body); return new; end $$;
create trigger stored instead of insert or update on public.shown for each row execute function public.store();

-- scenario: a view with a trigger is made anew
-- before
create table public.docs (id integer, body text);
create view public.shown as select id, body from public.docs;
create function public.store() returns trigger language plpgsql as $$ begin return new; end $$;
create trigger stored instead of insert on public.shown for each row execute function public.store();
comment on trigger stored on public.shown is 'Stores';
-- after
create table public.docs (id bigint, body text);
create view public.shown as select id, body from public.docs;
create function public.store() returns trigger language plpgsql as $$ begin return new; end $$;
create trigger stored instead of insert on public.shown for each row execute function public.store();
comment on trigger stored on public.shown is 'Stores';

-- scenario: a trigger of a partitioned table is created
-- before
create table public.events (at date, body text) partition by range (at);
create table public.events_2024 partition of public.events for values from ('2024-01-01') to ('2025-01-01');
create function public.seen() returns trigger language plpgsql as $$ begin return null; end $$;
-- after
create table public.events (at date, body text) partition by range (at);
create table public.events_2024 partition of public.events for values from ('2024-01-01') to ('2025-01-01');
create function public.seen() returns trigger language plpgsql as $$ begin return null; end $$;
create trigger seen after insert on public.events for each row execute function public.seen();

-- scenario: a trigger's copy on a partition is disabled
-- before
create table public.events (at date, body text) partition by range (at);
create table public.events_2024 partition of public.events for values from ('2024-01-01') to ('2025-01-01');
create function public.seen() returns trigger language plpgsql as $$ begin return null; end $$;
create trigger seen after insert on public.events for each row execute function public.seen();
-- after
create table public.events (at date, body text) partition by range (at);
create table public.events_2024 partition of public.events for values from ('2024-01-01') to ('2025-01-01');
create function public.seen() returns trigger language plpgsql as $$ begin return null; end $$;
create trigger seen after insert on public.events for each row execute function public.seen();
alter table public.events_2024 disable trigger seen;

-- scenario: a trigger watches a column that is dropped
-- hazards: data-loss
-- before
create table public.docs (id bigint, body text, title text);
create function public.touch() returns trigger language plpgsql as $$ begin return new; end $$;
create trigger touched before update of body, title on public.docs for each row execute function public.touch();
-- after
create table public.docs (id bigint, title text);
create function public.touch() returns trigger language plpgsql as $$ begin return new; end $$;
create trigger touched before update of title on public.docs for each row execute function public.touch();

-- scenario: the comment on a trigger is set
-- plan: comment on trigger
-- before
create table public.docs (id bigint);
create function public.touch() returns trigger language plpgsql as $$ begin return new; end $$;
create trigger touched before update on public.docs for each row execute function public.touch();
-- after
create table public.docs (id bigint);
create function public.touch() returns trigger language plpgsql as $$ begin return new; end $$;
create trigger touched before update on public.docs for each row execute function public.touch();
comment on trigger touched on public.docs is 'It''s touched';

-- scenario: a trigger is spelled differently
-- equal
-- before
create table public.docs (id bigint, body text);
create function public.touch() returns trigger language plpgsql as $$ begin return new; end $$;
create trigger touched before update or insert on docs for each row when (new.id > 0) execute procedure touch();
-- after
create table public.docs (id bigint, body text);
create function public.touch() returns trigger language plpgsql as $$ begin return new; end $$;
create trigger touched before insert or update on public.docs
  for row when (("new".id) > (0)) execute function public.touch();
