import pg from 'pg'
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { testDatabase, type TestDatabase } from '../../tests/support/test-database.ts'
import { loadParser } from './parser.ts'
import { runningOf } from './running-of.ts'
import type { StatementRun } from './statement-run.ts'

beforeAll(loadParser)

const table = (schema: string | null, name: string): object => ({ schema, name })

describe('the parts of concurrent statements', () => {
  test.each<[string, object]>([
    [
      'CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS "I" ON ONLY s.t (a)',
      {
        kind: 'create-index-concurrently',
        name: 'I',
        table: table('s', 't'),
        ifNotExists: true,
      },
    ],
    [
      'create index concurrently on t (lower(a)) where b > 1',
      {
        kind: 'create-index-concurrently',
        name: null,
        table: table(null, 't'),
        ifNotExists: false,
      },
    ],
    [
      'drop index concurrently if exists a, s."B"',
      { kind: 'drop-index-concurrently', names: [table(null, 'a'), table('s', 'B')] },
    ],
    [
      'reindex index concurrently s.i',
      { kind: 'reindex-concurrently', target: 'index', name: table('s', 'i') },
    ],
    [
      'reindex (verbose, concurrently on) table t',
      { kind: 'reindex-concurrently', target: 'table', name: table(null, 't') },
    ],
    [
      'reindex (concurrently) schema s',
      { kind: 'reindex-concurrently', target: 'schema', name: table(null, 's') },
    ],
    [
      'reindex database concurrently',
      { kind: 'reindex-concurrently', target: 'database', name: null },
    ],
    [
      'alter table s.t detach partition t_1 concurrently',
      { kind: 'detach-concurrently', table: table('s', 't'), partition: table(null, 't_1') },
    ],
  ])('%s', (statement, run) => {
    expect(runningOf(statement)).toEqual(run)
  })
})

describe('statements that control transactions or may commit', () => {
  test.each([
    ['BEGIN', 'begin'],
    ['start transaction read only', 'start transaction'],
    ['end', 'commit'],
    ['abort', 'rollback'],
    ['savepoint a', 'savepoint'],
    ['release a', 'release savepoint'],
    ['rollback to a', 'rollback to savepoint'],
    ["prepare transaction 'a'", 'prepare transaction'],
    ["commit prepared 'a'", 'commit prepared'],
    ["rollback prepared 'a'", 'rollback prepared'],
  ])('%s is %s', (statement, command) => {
    expect(runningOf(statement)).toEqual({ kind: 'transaction-control', command })
  })

  test.each([
    ['do $$ begin commit; end $$', 'do'],
    ['call p(1)', 'call'],
  ])('%s may commit', (statement, command) => {
    expect(runningOf(statement)).toEqual({ kind: 'may-commit', command })
  })
})

/** Statement, what it is called, and the first major that knows it. */
const outside: readonly (readonly [string, string, number?])[] = [
  ['vacuum', 'vacuum'],
  ['vacuum (full, analyze) t', 'vacuum'],
  ['create database other', 'create database'],
  ['drop database if exists other', 'drop database'],
  ["create tablespace other location '/nowhere'", 'create tablespace'],
  ['drop tablespace if exists other', 'drop tablespace'],
  ['alter database postgres set tablespace pg_default', 'alter database … set tablespace'],
  ["alter system set work_mem = '5MB'", 'alter system'],
  ['alter system reset all', 'alter system'],
  ['cluster', 'cluster'],
  ['discard all', 'discard all'],
  ['reindex schema public', 'reindex schema'],
  ['reindex (concurrently false) system postgres', 'reindex system'],
  ['reindex database postgres', 'reindex database'],
  ["create subscription s connection '' publication p", 'create subscription'],
  [
    "create subscription s connection '' publication p with (create_slot = on)",
    'create subscription',
  ],
]

const concurrent: readonly string[] = [
  'create index concurrently on t (a)',
  'drop index concurrently t_b',
  'reindex index concurrently t_b',
  'reindex (concurrently) table t',
  'reindex schema concurrently public',
  'alter table parted detach partition part concurrently',
]

const transactional: readonly string[] = [
  'create index on t (a)',
  'drop index t_b',
  'reindex table t',
  'reindex (concurrently off) index t_b',
  'reindex (concurrently 0) index t_b',
  'alter table parted detach partition part',
  'analyze t',
  'cluster t using t_b',
  'discard plans',
  'discard temp',
  "alter type mood add value 'sad'",
  'alter database postgres connection limit 100',
  'create materialized view concurrent_view as select 1 as a',
  'create table other (a int)',
  "create subscription s connection '' publication p with (connect = false, slot_name = none)",
  'insert into t values (1, 2)',
  'with x as (select 1) select * from x',
  'lock table t',
  'set local work_mem = 1000',
  'set transaction read only',
  "select set_config('work_mem', '1000', true)",
  "select set_config('work_mem', '1000', false) from t",
  'checkpoint',
  "comment on table t is 'x'",
  'explain select 1',
  'listen a',
  'refresh materialized view concurrently counted',
]

const preparation = `
  create table t (a int, b int);
  create index t_b on t (b);
  create type mood as enum ('glad');
  create table parted (a int) partition by list (a);
  create table part partition of parted for values in (1);
  create materialized view counted as select 1 as a;
  create unique index on counted (a)`

describe('settings', () => {
  test.each([
    'set search_path = a, public',
    'SET SESSION work_mem TO 1000',
    'reset all',
    'set role postgres',
    'set session authorization default',
    "set time zone 'UTC'",
    'set session characteristics as transaction read only',
    "select pg_catalog.set_config('search_path', '', false)",
  ])('%s outlives its transaction', (statement) => {
    expect(runningOf(statement)).toEqual({ kind: 'session-setting' })
  })
})

describe.each([14, 18] as const)('PostgreSQL %i', (major) => {
  test('refuses in a transaction block whatever is said to run outside only', async () => {
    const database = await prepared(major)
    for (const [statement, command] of outside) {
      expect(runningOf(statement)).toEqual({ kind: 'outside-transaction', command })
      expect([statement, await stateInBlock(database, statement)]).toEqual([statement, '25001'])
    }
    for (const statement of concurrent) {
      expect(runningOf(statement).kind).toMatch(/-concurrently$/)
      expect([statement, await stateInBlock(database, statement)]).toEqual([statement, '25001'])
    }
  })

  test('runs in a transaction block whatever is said to be transactional', async () => {
    const database = await prepared(major)
    for (const statement of transactional) {
      expect([statement, runningOf(statement)]).toEqual([statement, { kind: 'transactional' }])
      expect([statement, await stateInBlock(database, statement)]).toEqual([statement, 'done'])
    }
  })
})

describe('subscriptions of PostgreSQL 18', () => {
  const cases: readonly (readonly [string, StatementRun['kind']])[] = [
    ['alter subscription s refresh publication', 'outside-transaction'],
    ['alter subscription s add publication q', 'outside-transaction'],
    ['alter subscription s drop publication p with (copy_data = off)', 'outside-transaction'],
    ['alter subscription s set publication q with (refresh = true)', 'outside-transaction'],
    ['alter subscription s set publication q with (refresh = off)', 'transactional'],
    ['alter subscription s disable', 'transactional'],
    ['alter subscription s set (binary = true)', 'transactional'],
    ["alter subscription s connection 'port=1'", 'transactional'],
    ['drop subscription s', 'outside-transaction'],
  ]
  /** Only allowed while the subscription is disabled. */
  const whileDisabled: readonly (readonly [string, StatementRun['kind']])[] = [
    ['alter subscription s set (failover = true)', 'outside-transaction'],
    ['alter subscription s set (two_phase = false)', 'outside-transaction'],
  ]

  test('are run outside where they touch the slot', async () => {
    const database = await prepared(18)
    const address = 'host=127.0.0.1 port=1 dbname=x'
    const name = `s_${database.name}`
    await database.run(
      `create subscription ${name} connection '${address}' publication p, r with (connect = false)`,
    )
    const forget = async (): Promise<void> => {
      await database.run(`alter subscription ${name} set (slot_name = none)`)
      await database.run(`drop subscription ${name}`)
    }
    onTestFinished(forget)
    for (const [list, before] of [
      [cases, `alter subscription ${name} enable`],
      [whileDisabled, 'select 1'],
    ] as const) {
      for (const [pattern, kind] of list) {
        const statement = pattern.replace('subscription s', `subscription ${name}`)
        expect([statement, runningOf(statement).kind]).toEqual([statement, kind])
        const state = kind === 'transactional' ? 'done' : '25001'
        expect([statement, await stateInBlock(database, statement, before)]).toEqual([
          statement,
          state,
        ])
      }
    }
  })
})

test('a commit in a do block is refused in a transaction block', async () => {
  const database = await prepared(18)
  expect(await stateInBlock(database, 'do $$ begin commit; end $$')).toBe('2D000')
})

test('what cannot be parsed is left to PostgreSQL', () => {
  expect(runningOf('sellect 1')).toEqual({ kind: 'transactional' })
})

async function prepared(major: 14 | 18): Promise<TestDatabase> {
  const database = await testDatabase(major)
  await database.run(preparation)
  return database
}

/** The SQLSTATE of a statement in a transaction block that is rolled back. */
async function stateInBlock(
  database: TestDatabase,
  statement: string,
  before = 'select 1',
): Promise<string> {
  const client = new pg.Client({ connectionString: database.url })
  await client.connect()
  try {
    await client.query('begin')
    await client.query(before)
    await client.query(statement)
    await client.query('rollback')
    return 'done'
  } catch (error) {
    if (error instanceof pg.DatabaseError) return error.code ?? 'no code'
    throw error
  } finally {
    await client.end()
  }
}
