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
      '002 altered nullable comment 2,4',
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
})
