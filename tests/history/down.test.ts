import { describe, expect, test } from 'vitest'
import { formatDifference } from '../../src/compare/difference.ts'
import type { HistoryReplay } from '../../src/history/replay-history.ts'
import { deedsOf, emptySession, replayTexts, type Ground } from '../support/replay-texts.ts'

const grounds: readonly Ground[] = [15, 18, 'embedded']

const labels = { left: 'before', right: 'after' }

function downs({ revisions }: HistoryReplay): readonly unknown[] {
  return revisions.map(({ down }) => {
    if (down === null) return null
    switch (down.kind) {
      case 'missing':
        return down.kind
      case 'inverse':
        return down.again === null ? down.kind : `${down.kind}, up again ${down.again.state}`
      case 'failed':
        return down.replayed.failure?.message
      case 'not-inverse':
        return down.differences.map((one) => formatDifference(one, labels))
    }
  })
}

describe.each(grounds)('the way down on PostgreSQL %s', (ground) => {
  test('leads back, leads elsewhere, fails, or is missing; the revisions after it go on', async () => {
    const replay = await replayTexts(
      await emptySession(ground),
      [
        `-- migrate:up
create type mood as enum ('good');
create table a (id int primary key, m mood);
-- migrate:down
drop table a;`,
        `-- migrate:up
alter table a add column b text default 'x';
create index a_b on a (b);
-- migrate:down
alter table a drop column b;`,
        '-- migrate:up\nalter table a alter b drop default;\n-- migrate:down\ndrop table nowhere;',
        '-- migrate:up\nalter table a add column c int;',
        `-- migrate:up transaction:false
create index concurrently a_c on a (c);
-- migrate:down transaction:false
drop index concurrently a_c;`,
        '-- migrate:up\ncreate table a (id int);\n-- migrate:down\nselect 1;',
        `-- migrate:up
alter table a rename b to d;
-- migrate:down
alter table a rename d to b;
set role nobody_knows;`,
      ],
      { down: true },
    )
    expect(downs(replay)).toEqual([
      ['type public.mood is in after, not in before'],
      'inverse',
      'table "nowhere" does not exist',
      'missing',
      'inverse, up again applied',
      null,
      'role "nobody_knows" does not exist',
    ])
    expect(replay.revisions.map(({ up }) => up.state)).toEqual([
      ...['applied', 'applied', 'applied', 'applied', 'applied', 'failed', 'applied'],
    ])
    expect(replay.revisions[5]?.up.failure).toMatchObject({
      message: 'relation "a" already exists',
      code: '42P07',
      at: { file: '006_r.sql', line: 2, column: 1 },
    })
    expect(replay.unseen).toEqual([])
    // What was done again for the way down is no deed.
    expect(deedsOf(replay, 'index a_c on public.a')).toEqual(['005 created 2'])
    expect(deedsOf(replay, 'column public.a.d')).toEqual([
      '002 created 2',
      '003 altered default 2',
      '007 renamed from column public.a.b 2',
    ])
  })

  test('a block that commits is kept where a later one fails, and that is told', async () => {
    const replay = await replayTexts(await emptySession(ground), [
      '-- migrate:up\ncreate table a (id int);\n-- migrate:up\nselect 1;\ncreate tabel b (id int);',
      '-- migrate:up optional:extension=no_such_extension\ncreate extension no_such_extension;',
    ])
    const [first, second] = replay.revisions
    expect(first).toMatchObject({
      up: { state: 'in part', failure: { code: '42601', at: { line: 5, column: 8 } } },
      changes: { created: 2 },
    })
    expect(first?.up.statements.map(({ sql }) => sql.slice(0, 12))).toEqual([
      ...['create table', 'select 1', 'create tabel'],
    ])
    expect(second?.up.state).toBe('skipped')
    expect(second?.up.reason).toMatch(/no_such_extension/)
    expect(replay.unseen).toEqual([])
  })
})

test('where nobody may make event triggers, all is compared: revisions are known, statements not', async () => {
  const texts = [
    'create table a (id int);\nalter table a add column b int;',
    'alter table a alter b set not null;',
    '-- migrate:up\ndrop table a;\n-- migrate:down\ncreate table a (id int, b int);',
  ]
  const replay = await replayTexts(await emptySession(18), texts, {
    method: 'catalogues',
    down: true,
  })
  expect(replay.unseen).toEqual([])
  expect(deedsOf(replay, 'column public.a.b')).toEqual([
    '001 created',
    '002 altered nullable',
    '003 dropped',
    'gone',
  ])
  expect(downs(replay)).toEqual([
    'missing',
    'missing',
    ['column public.a.b: nullable is false in before, true in after'],
  ])
})

test('what is written into the catalogues past every trigger is found in the end', async () => {
  const replay = await replayTexts(await emptySession(18), [
    'create table a (id int not null);',
    `update pg_catalog.pg_attribute set attname = 'key' where attrelid = 'a'::regclass and attnum = 1;`,
  ])
  expect(replay.unseen.map((one) => formatDifference(one, labels))).toEqual([
    'column public.a.id is in before, not in after',
    'column public.a.key is in after, not in before',
  ])
})
