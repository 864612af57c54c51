import { describe, expect, test } from 'vitest'
import { down, isVerified, status, up, verify, type Release } from '../../src/index.ts'
import { settledOn, type Settled } from '../support/blocks-place.ts'

const everything = { only: [], to: null, allowOutOfOrder: false }
const back = { only: [], depth: { kind: 'all' } } as const

const ledger = 'select state, direction, statements from elenchus.ledger'
const log = "select string_agg(what, ' ' order by number) as said from log"

/** A transaction, statements one by one, a transaction: what a new label of an enum asks for. */
const threeBlocks = `-- Three blocks
-- migrate:up
create table log (number int generated always as identity, what text not null);
create type mood as enum ('calm');
insert into log (what) values ('first');

-- migrate:up transaction:false
create index concurrently log_what on log (what);
alter type mood add value 'keen';

-- migrate:up
create table people (mood mood not null default 'keen');
insert into log (what) values ('last');

-- migrate:down
drop table people;
-- migrate:down transaction:false
drop index concurrently log_what;
-- migrate:down
drop table log;
drop type mood;
`

async function applied({ application }: Settled): Promise<Release> {
  return up(await application.open(), everything)
}

describe.each([15, 18, 'embedded'] as const)('a migration of several blocks, on %s', (where) => {
  test('is run block by block, replayed the same way, and taken back block by block', async () => {
    const here = await settledOn(where, threeBlocks)
    expect((await applied(here)).failure).toBeNull()
    expect(await here.ask(ledger)).toEqual([{ state: 'applied', direction: 'up', statements: 7 }])
    expect(await here.ask(log)).toEqual([{ said: 'first last' }])
    const verification = await verify(await here.application.open(), [])
    expect(verification.databases).toMatchObject([{ failure: null, drift: [] }])

    expect((await down(await here.application.open(), back)).failure).toBeNull()
    expect(await here.ask(ledger)).toEqual([])
    expect(await here.ask(`select to_regclass('log') as log, to_regtype('mood') as mood`)).toEqual([
      { log: null, mood: null },
    ])
  })

  test('that fails in its third block keeps the first two, and goes on once it is mended', async () => {
    const broken = threeBlocks.replace("values ('last')", "values ('last'), (1 / 0)")
    const here = await settledOn(where, broken)
    const { failure, databases } = await applied(here)
    expect(failure).toMatchObject({ code: 'migration-failed', at: { line: 13, column: 1 } })
    expect(failure?.hint).toBe(
      'Its block was rolled back; of the blocks before it 5 statements are done and recorded. Correct this block and run `elenchus up` again: it goes on here.',
    )
    expect(databases).toMatchObject([{ failed: '001_m', head: null, pending: ['001_m'] }])
    expect(await here.ask(ledger)).toEqual([{ state: 'partial', direction: 'up', statements: 5 }])
    expect(await here.ask(log)).toEqual([{ said: 'first' }])
    expect(await here.ask(`select to_regclass('people') as people`)).toEqual([{ people: null }])
    const told = await status(await here.application.open(), [])
    expect(told.databases[0]?.revisions).toMatchObject([{ state: 'partial' }])
    const verification = await verify(await here.application.open(), [])
    expect(verification.databases).toMatchObject([
      { ledger: [{ state: 'partial' }], drift: [], failure: null },
    ])
    expect(isVerified(verification)).toBe(false)

    await here.application.migration('auth/001_m.sql', threeBlocks)
    expect((await applied(here)).failure).toBeNull()
    expect(await here.ask(ledger)).toEqual([{ state: 'applied', direction: 'up', statements: 7 }])
    expect(await here.ask(log)).toEqual([{ said: 'first last' }])
  })

  test('that fails on its way down keeps what is taken back, and goes on once it is mended', async () => {
    const here = await settledOn(where, threeBlocks)
    expect((await applied(here)).failure).toBeNull()
    const dependent = 'create table moods (mood mood)'
    await here.ask(dependent)
    const { failure } = await down(await here.application.open(), back)
    expect(failure?.message).toContain('other objects depend on it')
    expect(failure?.hint).toContain('of the blocks before it 2 statements are done and recorded')
    expect(await here.ask(ledger)).toEqual([{ state: 'partial', direction: 'down', statements: 2 }])
    // The block's first statement was rolled back with its second.
    expect(await here.ask(`select to_regclass('log') is not null as there`)).toEqual([
      { there: true },
    ])

    await here.ask('drop table moods')
    expect((await down(await here.application.open(), back)).failure).toBeNull()
    expect(await here.ask(ledger)).toEqual([])
  })
})

test('a first block that fails leaves nothing', async () => {
  const here = await settledOn(18, threeBlocks.replace("'first'", '1 / 0'))
  const { failure } = await applied(here)
  expect(failure?.hint).toBe(
    'Its transaction was rolled back. Correct the file and run `elenchus up` again.',
  )
  expect(await here.ask(ledger)).toEqual([])
})

test('what a block sets for its session holds to the end of the migration, not in the next', async () => {
  const failing = `-- migrate:up
create schema app; set search_path = app;
-- migrate:up
create table inside (id int);
-- migrate:up
create table further as select 1 / 0 as id;
`
  const here = await settledOn(18, failing)
  expect((await applied(here)).failure?.message).toContain('division by zero')
  await here.application.migration('auth/001_m.sql', failing.replace('1 / 0', '1'))
  await here.application.migration(
    'auth/002_n.sql',
    '-- migrate:up\ncreate table outside (id int);',
  )
  expect((await applied(here)).failure).toBeNull()
  expect(
    await here.ask(
      `select relnamespace::regnamespace::text as schema, relname::text as name from pg_class
       where relname in ('inside', 'further', 'outside') order by relname`,
    ),
  ).toEqual([
    { schema: 'app', name: 'further' },
    { schema: 'app', name: 'inside' },
    { schema: 'public', name: 'outside' },
  ])
})

test('up and down blocks may alternate; each direction goes in the order of the file', async () => {
  const line = (what: string): string => `insert into log (what) values ('${what}');\n`
  const here = await settledOn(
    18,
    `-- migrate:up\n${line('up 1')}-- migrate:down\n${line('down 1')}-- migrate:up\n${line('up 2')}-- migrate:down\n${line('down 2')}`,
  )
  await here.ask('create table log (number int generated always as identity, what text)')
  expect((await applied(here)).failure).toBeNull()
  expect((await down(await here.application.open(), back)).failure).toBeNull()
  expect(await here.ask(log)).toEqual([{ said: 'up 1 up 2 down 1 down 2' }])
})

test('blocks without a statement are passed over', async () => {
  const here = await settledOn(
    15,
    `-- migrate:up
-- migrate:up transaction:false
create table log (what text);
-- migrate:up transaction:false
-- nothing
-- migrate:up
`,
  )
  expect((await applied(here)).failure).toBeNull()
  expect(await here.ask(ledger)).toEqual([{ state: 'applied', direction: 'up', statements: 1 }])
})

describe('what is refused before anything is done', () => {
  test.each([
    ['create index concurrently i on log (what);', 'not-in-transaction'],
    ['vacuum;', 'not-in-transaction'],
    ['commit;', 'transaction-control'],
  ])('%s in a transactional block that stands after others', async (text, code) => {
    const here = await settledOn(18, `${threeBlocks.split('-- migrate:down')[0]}${text}\n`)
    await expect(applied(here)).rejects.toMatchObject({ code, at: { line: 15, column: 1 } })
    expect(await here.ask(`select to_regnamespace('elenchus') as ledger`)).toEqual([
      { ledger: null },
    ])
  })

  test('the hint names the marker to write, in the direction it is for', async () => {
    const here = await settledOn(
      18,
      '-- migrate:up\nselect 1;\n-- migrate:down\nselect 1;\n-- migrate:down\nvacuum;\n',
    )
    expect((await applied(here)).failure).toBeNull()
    await expect(down(await here.application.open(), back)).rejects.toMatchObject({
      at: { line: 6, column: 1 },
      hint: expect.stringContaining('"-- migrate:down transaction:false"') as string,
    })
  })

  test('a label of an enum that is used in the block that adds it: PostgreSQL says so', async () => {
    const here = await settledOn(
      18,
      `-- migrate:up
create type mood as enum ('calm');
-- migrate:up
alter type mood add value 'keen';
create table people (mood mood default 'keen');
`,
    )
    const { failure } = await applied(here)
    expect(failure?.hint).toContain('begin a block of its own for its use')
    expect(await here.ask(ledger)).toMatchObject([{ state: 'partial', statements: 1 }])
  })
})
