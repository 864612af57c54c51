-- An object of every kind that the catalogue has no words for. For a superuser of PostgreSQL 18.

create schema odd;

create foreign data wrapper odd_wrapper;
create server odd_server foreign data wrapper odd_wrapper;
create user mapping for public server odd_server;
create foreign table odd.far (a integer check (a > 0)) server odd_server;

create text search parser odd.parser (
  start = prsd_start, gettoken = prsd_nexttoken, end = prsd_end, lextypes = prsd_lextype
);
create text search template odd.template (init = dsimple_init, lexize = dsimple_lexize);
create text search dictionary odd.dictionary (template = odd.template);
create text search configuration odd.configuration (parser = odd.parser);

create type odd.colour as enum ('red');
create function odd.number_of(odd.colour) returns integer language sql immutable as 'select 1';
create cast (odd.colour as integer) with function odd.number_of (odd.colour);

create type odd.shell;
create type odd.base;
create function odd.base_in(cstring) returns odd.base language internal immutable strict as 'textin';
create function odd.base_out(odd.base) returns cstring language internal immutable strict as 'textout';
create type odd.base (input = odd.base_in, output = odd.base_out, like = text);

create function odd.same(odd.colour, odd.colour) returns boolean language sql immutable
  as 'select true';
create operator odd.=== (leftarg = odd.colour, rightarg = odd.colour, function = odd.same);
create operator family odd.lonely_family using hash;
create operator class odd.class for type odd.colour using hash as operator 1 odd.===;

create access method odd_method type table handler heap_tableam_handler;
create collation odd.order_of_words (provider = libc, locale = 'C');
create conversion odd.to_latin for 'UTF8' to 'LATIN1' from utf8_to_iso8859_1;
create language odd_language handler plpgsql_call_handler;
create transform for integer language sql (
  from sql with function prsd_lextype(internal), to sql with function int4recv(internal)
);

create publication odd_publication for all tables;
create function odd.on_event() returns event_trigger language plpgsql as 'begin end';
create event trigger odd_event on ddl_command_end execute function odd.on_event();
-- What watches while a history is replayed is ours.
create schema elenchus;
create function elenchus.watch() returns event_trigger language plpgsql as 'begin end';
create event trigger elenchus_watch on ddl_command_end execute function elenchus.watch();

create type odd.shape as (a integer);
create table odd.typed of odd.shape;
create table odd.plain (
  a integer primary key,
  b integer constraint b_is_there not null no inherit,
  c integer
);
alter table odd.plain add constraint c_is_there not null c not valid;
alter table odd.plain alter column b set (n_distinct = 7);
alter table odd.plain cluster on plain_pkey;
create rule "Odd Rule" as on insert to odd.plain do also nothing;
