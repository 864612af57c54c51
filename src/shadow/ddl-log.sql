-- Writes down every schema change of a throw-away database, as PostgreSQL's event triggers tell it.
create unlogged table elenchus.ddl_log (
  number bigint generated always as identity primary key,
  statement integer, -- the number that the sent text ends with
  command text not null,
  class oid not null,
  oid oid not null,
  part integer not null,
  kind text not null, -- as pg_identify_object has it
  owner oid, -- of a dropped part: the table that it was a part of
  columns integer, -- of a table: how many columns it has had up to now
  constraints oid[] -- of a table: those that it has now
);

-- An event as it is told, before the parts of its table are looked up.
create type elenchus.ddl_event as (
  command text,
  class oid,
  oid oid,
  part integer,
  kind text,
  owner oid
);

-- Whoever changes the schema need have no right to write here: that is what `security definer` is for.

-- Takes events as texts, one a line.
create function elenchus.write_down(statement integer, events text) returns void
language plpgsql security definer
-- A plan is kept for all calls: what is a small table now may be large when it is used again. Without
-- this the two arrays took as long as all the rest of 500 revisions.
set enable_seqscan = off
-- And with the number of events it would look like another one for each call.
set plan_cache_mode = force_generic_plan
as $write$
begin
  insert into elenchus.ddl_log (
    statement, command, class, oid, part, kind, owner, columns, constraints
  )
  select
    write_down.statement, (l.event).command, (l.event).class, (l.event).oid, (l.event).part,
    (l.event).kind, (l.event).owner,
    case when l.is_table then (
      select c.relnatts from pg_catalog.pg_class c where c.oid = (l.event).oid
    ) end,
    case when l.is_table then array(
      select k.oid from pg_catalog.pg_constraint k where k.conrelid = (l.event).oid
    ) end
  from (
    select e.event, (e.event).kind = 'table' and (e.event).command <> 'DROP' as is_table
    from (
      select line::elenchus.ddl_event as event
      from pg_catalog.unnest(pg_catalog.string_to_array(events, E'\n')) line
      offset 0 -- or each field would read the line again
    ) e
  ) l;
end
$write$;

-- Of several texts in one message the events of one are kept in a setting until it is done. To write
-- them down takes locks, and a statement that holds more than 15 has PostgreSQL go through all locks of
-- its transaction when it ends: that was half the time of one that makes 5,000 tables.
create function elenchus.note(events text) returns void
language plpgsql
as $note$
begin
  if events is null then
    return;
  end if;
  if coalesce(pg_catalog.current_setting('elenchus.statement', true), '') = '' then
    -- A text that is sent on its own ends with its number. To look for that end takes the longer the
    -- longer the text is.
    perform elenchus.write_down(
      pg_catalog.substring(
        pg_catalog.right(pg_catalog.current_query(), 32), 'elenchus:(\d+)\*/$'
      )::integer,
      events
    );
  else
    perform pg_catalog.set_config('elenchus.pending', pg_catalog.concat_ws(E'\n',
      nullif(pg_catalog.current_setting('elenchus.pending', true), ''), events
    ), true);
  end if;
end
$note$;

-- Comes before each text of a message, and after the last one.
create procedure elenchus.begin_text(number integer)
language plpgsql security definer
as $begin$
begin
  if pg_catalog.current_setting('elenchus.pending', true) <> '' then
    perform elenchus.write_down(
      nullif(pg_catalog.current_setting('elenchus.statement', true), '')::integer,
      pg_catalog.current_setting('elenchus.pending')
    );
    perform pg_catalog.set_config('elenchus.pending', '', true);
  end if;
  perform pg_catalog.set_config('elenchus.statement', coalesce(number::text, ''), true);
end
$begin$;

-- Texts are sent as whatever role the migration has taken on.
grant usage on schema elenchus to public;

create function elenchus.log_commands() returns event_trigger
language plpgsql security definer
as $log$
begin
  perform elenchus.note((
    select pg_catalog.string_agg(row(
      d.command_tag, d.classid, d.objid, d.objsubid, d.object_type, null
    )::text, E'\n')
    from pg_catalog.pg_event_trigger_ddl_commands() d
    where d.classid is not null -- grants have none
      and not d.in_extension
      and d.schema_name is distinct from 'pg_temp'
  ));
end
$log$;

create function elenchus.log_drops() returns event_trigger
language plpgsql security definer
as $log$
begin
  perform elenchus.note((
    select pg_catalog.string_agg(row(
      'DROP', d.classid, d.objid, d.objsubid, d.object_type,
      case when d.object_type = 'default value' then pg_catalog.to_regclass(
        pg_catalog.format('%I.%I', d.address_names[1], d.address_names[2])
      )::oid end
    )::text, E'\n')
    from pg_catalog.pg_event_trigger_dropped_objects() d
    where not d.is_temporary
  ));
end
$log$;

create event trigger elenchus_log_commands on ddl_command_end
  execute function elenchus.log_commands();
create event trigger elenchus_log_drops on sql_drop
  execute function elenchus.log_drops();
-- A migration may set `session_replication_role`, which silences other triggers.
alter event trigger elenchus_log_commands enable always;
alter event trigger elenchus_log_drops enable always;
