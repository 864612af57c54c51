-- Names and texts that break whoever does not quote.

-- scenario: every kind of object has a double quote in its name
-- before
-- after
create schema "s""s";
create type "s""s"."e""e" as enum ('l"l', 'it''s', '');
create domain "s""s"."d""d" as text default 'x"''' constraint "d""c" check (value <> '"''');
create type "s""s"."c""c" as ("f""f" integer, "g g" "s""s"."e""e");
create type "s""s"."r""r" as range (subtype = time);
create sequence "s""s"."q""q";
create function "s""s"."f""f"() returns trigger language plpgsql as $f$ begin return null; end $f$;
create function "s""s"."g""g"("a""a" integer, "b b" "s""s"."e""e" default 'it''s') returns integer
  language sql immutable as $f$ select $1 $f$;
create aggregate "s""s"."a""a"(integer) (sfunc = int4pl, stype = integer);
create table "s""s"."t""t" (
  "i""d" bigint generated always as identity constraint "p""k" primary key,
  "e""e" "s""s"."e""e" default 'it''s',
  "d""d" "s""s"."d""d" constraint "u""k" unique,
  "o""o" bigint constraint "f""k" references "s""s"."t""t" ("i""d"),
  "n""n" bigint default nextval('"s""s"."q""q"'),
  constraint "c""k" check ("n""n" > 0)
);
create index "x""x" on "s""s"."t""t" ("o""o", lower("d""d"));
create trigger "t""g" before insert on "s""s"."t""t" for each row when (new."n""n" > 0) execute function "s""s"."f""f"('"', '''');
create policy "p""y" on "s""s"."t""t" using ("e""e" = 'l"l');
create view "s""s"."v""v" as select "i""d" as "n""m" from "s""s"."t""t";
create materialized view "s""s"."m""v" as select "i""d" as "n""m" from "s""s"."t""t";
create statistics "s""s"."s""t" on "i""d", "o""o" from "s""s"."t""t";
comment on column "s""s"."t""t"."i""d" is 'it''s "quoted"';

-- scenario: a column and a table are reserved words
-- before
create table public."user" ("select" integer, "from" text);
-- after
create table public."user" ("select" bigint, "from" text not null, "order" integer default 1, "Table" text);
create index "group" on public."user" ("order", "Table");
alter table public."user" add constraint "check" check ("select" > 0);
create view public."where" as select "select", "order" as "limit" from public."user";

-- scenario: names try to end the statement
-- before
create table public.safe (id bigint);
-- after
create table public.safe (id bigint);
create table public."x; drop table safe; --" ("y'; drop table safe; --" text default '''; drop table safe; --');
create index "z/* " on public."x; drop table safe; --" ("y'; drop table safe; --");
comment on table public."x; drop table safe; --" is '$$; drop table safe; --';

-- scenario: a table with a name that tries to end the statement is dropped
-- hazards: data-loss
-- before
create table public.safe (id bigint);
create table public."x; drop table safe; --" ("y'; drop table safe; --" text);
-- after
create table public.safe (id bigint);

-- scenario: names are written in many alphabets
-- before
create table public."Übung" ("größe" integer);
-- after
create table public."Übung" ("größe" bigint, "名前" text, "имя" text default 'ё', "🐘" text);
create index "índice" on public."Übung" ("名前", lower("имя"));
comment on table public."Übung" is 'Ελέγχω ☃ 名前';

-- scenario: names are as long as names may be
-- before
create table public.t23456789012345678901234567890123456789012345678901234567890123 (
  c23456789012345678901234567890123456789012345678901234567890123 integer
);
-- after
create table public.t23456789012345678901234567890123456789012345678901234567890123 (
  c23456789012345678901234567890123456789012345678901234567890123 bigint not null,
  d23456789012345678901234567890123456789012345678901234567890123 text
);
create index i23456789012345678901234567890123456789012345678901234567890123
  on public.t23456789012345678901234567890123456789012345678901234567890123
  (d23456789012345678901234567890123456789012345678901234567890123);
alter table public.t23456789012345678901234567890123456789012345678901234567890123
  add constraint k23456789012345678901234567890123456789012345678901234567890123
  unique (c23456789012345678901234567890123456789012345678901234567890123);

-- scenario: a column of the longest name becomes not null and gets a foreign key
-- before
create table public.a (id bigint primary key);
create table public.b (c23456789012345678901234567890123456789012345678901234567890123 bigint);
-- after
create table public.a (id bigint primary key);
create table public.b (
  c23456789012345678901234567890123456789012345678901234567890123 bigint not null
    constraint f23456789012345678901234567890123456789012345678901234567890123 references public.a
);

-- scenario: two names differ only by their capitals
-- before
create table public.users (id bigint);
-- after
create table public.users (id bigint, "Id" bigint, "ID" bigint);
create table public."Users" (id bigint);
create table public."USERS" (id bigint);
create index users_id on public.users (id);
create index "Users_Id" on public.users ("Id");

-- scenario: names hold dots, spaces, line ends and dollars
-- before
-- after
create schema "a.b";
create table "a.b"."c.d" ("e.f" integer, " g " integer, "h
i" integer, "$1" integer, "%s" integer, "\x" integer, "{}" integer);
create table public."a.b.c" ("d" integer);
create index "a.b.c.d" on "a.b"."c.d" ("e.f", "$1");
create function "a.b"."$body$"() returns text language sql as $function$ select '$function' || '$ $$' $function$;

-- scenario: labels of an enum hold everything
-- plan: add value
-- before
create type public."odd type" as enum ('it''s', 'a"b');
-- after
create type public."odd type" as enum ('''); drop type x; --', 'it''s', E'back\\slash', 'a"b', 'select', 'ünï☃', ' ', 'l23456789012345678901234567890123456789012345678901234567890123');

-- scenario: defaults and checks hold quotes and backslashes
-- before
create table public.odd (a text);
-- after
create table public.odd (
  a text default E'it''s \\ "x" \n $$ ; --',
  b text[] default array['a"b', 'it''s', '{}', 'nu,ll'],
  c jsonb default '{"k''": "v\"\\"}',
  constraint odd check (a <> E'\\'';--' and a !~ '^\d+$')
);

-- scenario: a column of an odd name is renamed, and told so
-- rename: public."x; y"."a.b"="c=d"
-- plan: rename column
-- plan not: drop column
-- before
create table public."x; y" ("a.b" text);
-- after
create table public."x; y" ("c=d" text);

-- scenario: parts of objects have the same names
-- before
-- after
create table public.same (same integer, constraint same check (same > 0));
create function public.same() returns trigger language plpgsql as $$ begin return null; end $$;
create trigger same before insert on public.same for each row execute function public.same();
create policy same on public.same using (same.same > 0);
create domain public.same_domain as integer constraint same check (value > 0);
create schema same;
create table same.same (same integer);
create index same_index on same.same (same);

-- scenario: names are quoted though they need not be
-- equal
-- before
create table "public"."users" ("id" bigint, "name" text default 'x');
create index "users_name" on "public"."users" ("name");
-- after
create table PUBLIC.Users (ID bigint, Name text default U&'\0078');
create index USERS_NAME on users (NAME);
