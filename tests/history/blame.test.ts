import { describe, expect, test } from 'vitest'
import { deedsOf, emptySession, replayTexts, type Ground } from '../support/replay-texts.ts'

const grounds: readonly Ground[] = [15, 18, 'embedded']

describe.each(grounds)('blame on PostgreSQL %s', (ground) => {
  test('each column, constraint and index knows who made it what it is, and where', async () => {
    const replay = await replayTexts(await emptySession(ground), [
      `create table users (
  id bigint generated always as identity primary key,
  email text
);
alter table users add column name text;
create index users_name on users (name);`,
      `alter table users alter column email set not null;
alter table users add constraint email_form check (email like '%@%');
comment on column users.email is 'where to write to';`,
      `alter table users rename column name to full_name;
create unique index users_email on users (email);
drop index users_name;`,
      `alter table users drop column full_name; -- and again
alter table users add column full_name text;`,
    ])
    expect(replay.unseen).toEqual([])
    expect(deedsOf(replay, 'table public.users')).toEqual(['001 created 2'])
    expect(deedsOf(replay, 'column public.users.id')).toEqual(['001 created 2'])
    expect(deedsOf(replay, 'constraint users_pkey on public.users')).toEqual(['001 created 2'])
    expect(deedsOf(replay, 'column public.users.email')).toEqual([
      '001 created 2',
      '002 altered nullable 2',
      '002 altered comment 4',
    ])
    expect(deedsOf(replay, 'constraint email_form on public.users')).toEqual(['002 created 3'])
    expect(deedsOf(replay, 'index users_email on public.users')).toEqual(['003 created 3'])
    expect(deedsOf(replay, 'index users_name on public.users')).toEqual([
      '001 created 7',
      '003 dropped 4',
      'gone',
    ])
    expect(deedsOf(replay, 'column public.users.full_name')).toEqual([
      '001 created 6',
      '003 renamed from column public.users.name 2',
      '004 dropped 2',
      'gone',
      '004 created 3',
    ])
  })

  test('what a rename of a table, a type or a schema changes elsewhere is seen', async () => {
    const replay = await replayTexts(await emptySession(ground), [
      `create schema app;
create type app.mood as enum ('good', 'bad');
create table app.users (id int primary key, mood app.mood default 'good', note text);
create table posts (id int primary key, user_id int references app.users (id));
create view active as select u.id, u.mood from app.users u;
create function f(a int) returns int language sql as 'select a';
create trigger t before insert on posts for each row execute function suppress_redundant_updates_trigger();
create policy p on posts using (id > 0);
create sequence s owned by posts.id;`,
      'alter table app.users rename to people;',
      `alter type app.mood rename value 'good' to 'fine';
alter type app.mood add value 'so so';`,
      'alter schema app rename to core;',
      'alter table core.people set schema public;',
      'alter function f(int) rename to g;\nalter table posts rename constraint posts_user_id_fkey to author;',
      'drop table people cascade;\ndrop type core.mood;',
    ])
    expect(replay.unseen).toEqual([])
    expect(replay.revisions.map(({ up }) => up.failure?.message ?? up.state)).toEqual(
      Array<string>(7).fill('applied'),
    )
    expect(deedsOf(replay, 'table public.people')).toEqual([
      '001 created 4',
      '002 renamed from table app.users 2',
      '004 renamed from table app.people 2',
      '005 renamed from table core.people 2',
      '007 dropped 2',
      'gone',
    ])
    expect(deedsOf(replay, 'column public.people.mood')).toEqual([
      '001 created 4',
      '003 altered default 2,3',
      '004 altered type default 2',
      '007 dropped 2',
      'gone',
    ])
    expect(deedsOf(replay, 'type core.mood')).toEqual([
      '001 created 3',
      '003 altered labels 2,3',
      '004 renamed from type app.mood 2',
      '007 dropped 3',
      'gone',
    ])
    expect(deedsOf(replay, 'constraint author on public.posts')).toEqual([
      '001 created 5',
      '002 altered references 2',
      '004 altered references 2',
      '005 altered references 2',
      '006 renamed from constraint posts_user_id_fkey on public.posts 3',
      '007 dropped 2',
      'gone',
    ])
    expect(deedsOf(replay, 'view public.active')).toEqual([
      '001 created 6',
      '002 altered definition 2',
      '004 altered definition 2',
      '005 altered definition 2',
      '007 dropped 2',
      'gone',
    ])
    expect(deedsOf(replay, 'routine public.g(a integer)')).toEqual([
      '001 created 7',
      '006 renamed from routine public.f(a integer) 2',
      '006 altered definition 2',
    ])
    expect(deedsOf(replay, 'trigger t on public.posts')).toEqual(['001 created 8'])
    expect(deedsOf(replay, 'policy p on public.posts')).toEqual(['001 created 9'])
    expect(deedsOf(replay, 'sequence public.s')).toEqual(['001 created 10'])
  })

  test('partitions and children change with their parents', async () => {
    const replay = await replayTexts(await emptySession(ground), [
      `create table events (id int, at date) partition by range (at);
create table events_1 partition of events for values from ('2024-01-01') to ('2025-01-01');
create table base (a int);
create table child (b int) inherits (base);`,
      'alter table events add column note text;\nalter table base add column c int not null default 0;',
      'create index events_at on events (at);\nalter table events detach partition events_1;',
    ])
    expect(replay.unseen).toEqual([])
    expect(deedsOf(replay, 'column public.events_1.note')).toEqual([
      '002 created 2',
      '003 altered inherited 3',
    ])
    expect(deedsOf(replay, 'column public.child.c')).toEqual(['002 created 3'])
    expect(deedsOf(replay, 'table public.events_1')).toEqual([
      '001 created 3',
      '003 altered partitionOf 3',
    ])
  })

  test('what is done in blocks, out of transactions and by another role is seen', async () => {
    const role = `elenchus_test_${String(ground)}`
    const session = await emptySession(ground)
    await session.run(`drop role if exists ${role}; create role ${role}`)
    const replay = await replayTexts(session, [
      `do $$ begin
  execute 'create table a (id int)';
  execute 'alter table a add column b int default 1';
end $$;
grant all on schema public to ${role};
set role ${role};
create table c (id int);`,
      `-- migrate:up transaction:false
create index concurrently a_b on a (b);
set search_path = pg_catalog;
set session_replication_role = replica;
alter table public.a alter b drop default;
drop index concurrently public.a_b;
-- migrate:up
create temporary table t (id int);
select 1`,
      'create extension if not exists plpgsql; alter default privileges grant select on tables to public;',
    ])
    expect(replay.revisions.map(({ up }) => up.failure?.message ?? up.state)).toEqual([
      ...['applied', 'applied', 'applied'],
    ])
    expect(replay.unseen).toEqual([])
    expect(deedsOf(replay, 'column public.a.b')).toEqual(['001 created 2', '002 altered default 5'])
    expect(deedsOf(replay, 'table public.c')).toEqual(['001 created 8'])
    expect(replay.revisions[1]?.changes).toEqual({ created: 0, altered: 1, dropped: 0 })
    await session.run(`drop owned by ${role}; drop role ${role}`)
  })
})
