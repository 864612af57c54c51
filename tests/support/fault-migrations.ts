import { migration, stepwise } from './sql-migration.ts'

/**
 * What is there before the migrations: among it a table that is large enough for index builds to
 * take tens of milliseconds, and a log without any key, in which a statement that ran twice shows.
 */
export function base(rows: number): string {
  return `
create table log (what text not null);
create table events (id int primary key, kind text not null, code text not null);
insert into events select n, 'kind ' || n % 7, md5(n::text) from generate_series(1, ${rows}) n;
create index events_old on events (kind, id);
create index events_older on events (code, kind);
create index events_kept on events (code);
create table notes (id int primary key, body text);
insert into notes select n, repeat(md5(n::text), 100) from generate_series(1, 50) n;
create table measures (year int not null, value int) partition by list (year);
create table measures_2020 partition of measures for values in (2020);
create table measures_2021 partition of measures for values in (2021);
create schema app;`
}

const log = (what: string): string => `insert into log values ('${what}');`

/** Gives a row where the block of `005_block` has left its mark. */
export const blockQuery = `select true as yes from public.log where what = '005 block'`

/** The texts of migrations by their files. */
export type Migrations = Readonly<Record<string, string>>

/**
 * Migrations of one transaction each.
 *
 * @param seconds that each one's work takes besides; on a server without a processor's time
 */
export function transactionalMigrations(seconds: number): Migrations {
  const work = `select pg_sleep(${seconds});`
  return {
    'auth/001_tables.sql': migration(`${log('001')}
create table people (id int primary key, name text not null);
${work}
create table pets (id int primary key, owner int references people (id) deferrable initially deferred);
${log('001 end')}`),
    'auth/002_rows.sql': migration(`${log('002')}
insert into pets values (1, 1);
insert into people select n, 'person ' || n from generate_series(1, 2000) n;
${work}
${log('002 end')}`),
    'auth/003_columns.sql': migration(`${log('003')}
alter table events add column size int not null default 0;
create index events_size on events (size);
${work}
${log('003 end')}`),
    'auth/004_functions.sql':
      migration(`create function twice(n int) returns int language sql as $$ select 2 * n $$;
do $$ begin ${log('004')} perform pg_sleep(${seconds}); end $$;
alter table people add check (twice(id) > 0);
${log('004 end')}`),
    'auth/005_types.sql': migration(`create type mood as enum ('calm', 'keen');
alter table people add column mood mood not null default 'calm';
${work}
comment on column people.mood is 'how they are';
${log('005')}`),
    'auth/006_path.sql': migration(`set search_path = app;
create table placed (id int generated always as identity);
${work}
insert into public.log values ('006');`),
    'auth/007_views.sql': migration(`create table unplaced (id int);
create materialized view kinds as select kind, count(*) as count from events group by kind;
${work}
${log('007')}`),
    'auth/008_rewrite.sql': migration(`${log('008')}
alter table events alter column size type bigint;
${work}
alter table events drop column size;
${log('008 end')}`),
    'auth/009_drops.sql': migration(`drop table pets;
${work}
drop index events_old;
${log('009')}`),
  }
}

/** Migrations whose statements go alone, in most of the ways there are. */
export function stepwiseMigrations(seconds: number): Migrations {
  const work = `select pg_sleep(${seconds});`
  return {
    'auth/001_indexes.sql': stepwise(`${log('001')}
create index concurrently events_kind on events (kind);
${log('001 kind')}
create unique index concurrently events_code on events (code);
${log('001 code')}
create index concurrently if not exists events_lower on events (lower(kind)) where id % 2 = 0;
${log('001 end')}`),
    'auth/002_drops.sql': stepwise(`drop index concurrently events_old;
${log('002')}
${work}
drop index concurrently if exists events_older;
${log('002 end')}`),
    'auth/003_reindex.sql': stepwise(`reindex index concurrently events_kept;
${log('003')}
reindex table concurrently notes;
${log('003 end')}`),
    'auth/004_path.sql': stepwise(`set search_path = app, public;
create table placed (id int, note text);
${log('004')}
create index concurrently placed_id on placed (id);
${work}
alter table placed add column more text default 'x';
${log('004 end')}`),
    'auth/005_block.sql': stepwise(`${log('005')}
do $$ begin ${log('005 block')} commit; perform pg_sleep(${seconds}); end $$;
${log('005 end')}`),
    'auth/006_detach.sql':
      stepwise(`alter table measures detach partition measures_2020 concurrently;
${log('006')}
drop table measures_2020;
${work}
vacuum events;
${log('006 end')}`),
    'auth/007_whole.sql': migration(`create table unplaced (id int);
${log('007')}
${work}
create index unplaced_id on unplaced (id);`),
  }
}

/**
 * Migrations of several blocks each: transactions, single statements, and transactions that use
 * what those made.
 */
export function blockMigrations(seconds: number): Migrations {
  const work = `select pg_sleep(${seconds});`
  return {
    'auth/001_mood.sql': `-- migrate:up
${log('001')}
create type mood as enum ('calm');
${work}
${log('001 end')}
-- migrate:up transaction:false
alter type mood add value 'keen';
${log('001 label')}
-- migrate:up
${log('001 use')}
create table people (id int primary key, mood mood not null default 'keen');
${work}
${log('001 used')}
`,
    'auth/002_size.sql': `-- migrate:up
${log('002')}
alter table events add column size int;
${work}
-- migrate:up
${log('002 fill')}
update events set size = id;
${work}
${log('002 filled')}
-- migrate:up transaction:false
create index concurrently events_size on events (size);
${log('002 index')}
drop index concurrently events_old;
-- migrate:up
alter table events add constraint sized check (size is not null) not valid;
${log('002 check')}
-- migrate:up
${work}
alter table events validate constraint sized;
${log('002 end')}
`,
    'auth/003_path.sql': `-- migrate:up
set search_path = app, public;
create table placed (id int, note text);
${log('003')}
-- migrate:up transaction:false
create index concurrently placed_id on placed (id);
${work}
vacuum placed;
-- migrate:up
${log('003 more')}
alter table placed add column more text default 'x';
${work}
create table also_placed (id int);
${log('003 end')}
`,
    'auth/004_last.sql': migration(`${log('004')}
${work}
create index people_mood on people (mood);`),
  }
}
