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

-- Whoever changes the schema need have no right to write here.
-- The number of the text that is run: of several in one message each has set its own, otherwise it ends
-- with it. To look for that end takes the longer the longer the message is, so it is looked for last.
create function elenchus.statement_number() returns integer
language sql stable
as $number$
  select coalesce(
    nullif(pg_catalog.current_setting('elenchus.statement', true), ''),
    pg_catalog.substring(pg_catalog.right(pg_catalog.current_query(), 32), 'elenchus:(\d+)\*/$')
  )::integer
$number$;

create function elenchus.log_commands() returns event_trigger
language plpgsql security definer
-- A plan is kept for all calls: what is a small table now may be large when it is used again. Without
-- this the two arrays took as long as all the rest of 500 revisions.
set enable_seqscan = off
as $log$
begin
  insert into elenchus.ddl_log (statement, command, class, oid, part, kind, columns, constraints)
  select
    elenchus.statement_number(),
    d.command_tag, d.classid, d.objid, d.objsubid, d.object_type,
    case when d.object_type = 'table' then (
      select c.relnatts from pg_catalog.pg_class c where c.oid = d.objid
    ) end,
    case when d.object_type = 'table' then array(
      select k.oid from pg_catalog.pg_constraint k where k.conrelid = d.objid
    ) end
  from pg_catalog.pg_event_trigger_ddl_commands() d
  where d.classid is not null -- grants have none
    and not d.in_extension
    and d.schema_name is distinct from 'pg_temp';
end
$log$;

create function elenchus.log_drops() returns event_trigger
language plpgsql security definer
as $log$
begin
  insert into elenchus.ddl_log (statement, command, class, oid, part, kind, owner)
  select
    elenchus.statement_number(),
    'DROP', d.classid, d.objid, d.objsubid, d.object_type,
    case when d.object_type = 'default value' then pg_catalog.to_regclass(
      pg_catalog.format('%I.%I', d.address_names[1], d.address_names[2])
    )::oid end
  from pg_catalog.pg_event_trigger_dropped_objects() d
  where not d.is_temporary;
end
$log$;

create event trigger elenchus_log_commands on ddl_command_end
  execute function elenchus.log_commands();
create event trigger elenchus_log_drops on sql_drop
  execute function elenchus.log_drops();
-- A migration may set `session_replication_role`, which silences other triggers.
alter event trigger elenchus_log_commands enable always;
alter event trigger elenchus_log_drops enable always;
