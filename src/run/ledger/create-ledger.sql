-- The record of what was applied to this database. It is kept here, with the data it speaks of, so
-- that a migration and its row commit together.
create schema if not exists elenchus;

create table if not exists elenchus.ledger (
  revision     text primary key,
  checksum     text not null,
  state        text not null check (state in ('applied', 'partial', 'skipped')),
  direction    text not null check (direction in ('up', 'down')),
  statements   integer not null,
  done         text,
  in_doubt     boolean not null,
  reason       text,
  milliseconds bigint not null,
  at           timestamp with time zone not null default pg_catalog.clock_timestamp(),
  by           text not null default session_user,
  release      text not null
);

comment on table elenchus.ledger is 'Elenchus ledger, format 1: which migrations were applied here';
