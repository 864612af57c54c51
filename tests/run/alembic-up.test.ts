import { describe, expect, test } from 'vitest'
import { down } from '../../src/run/down.ts'
import type { Run } from '../../src/run/opened.ts'
import { redo } from '../../src/run/redo.ts'
import { scriptOfUp } from '../../src/run/script-of.ts'
import { status } from '../../src/run/status.ts'
import { up } from '../../src/run/up.ts'
import { isVerified, verify } from '../../src/run/verify.ts'
import {
  alembicApplication,
  alembicProject,
  branch,
  everything,
  refusalOf,
} from '../support/alembic-application.ts'
import { scriptText } from '../../src/report/script-text.ts'
import { migration } from '../support/sql-migration.ts'
import { testDatabase, type TestDatabase } from '../support/test-database.ts'

const users = 'op.create_table("users", sa.Column("id", sa.Integer(), primary_key=True))'
const name =
  'op.add_column("users", sa.Column("name", sa.Text(), server_default="", nullable=False))'

/** Two branches of one history, for two databases. */
const branches = alembicProject({
  a1: { labels: ['auth'], up: users, down: 'op.drop_table("users")' },
  a2: { after: 'a1', up: name, down: 'op.drop_column("users", "name")' },
  s1: {
    labels: ['specs'],
    up: 'op.create_table("projects", sa.Column("id", sa.Integer(), primary_key=True))',
    down: 'op.drop_table("projects")',
  },
})

async function tablesOf(database: TestDatabase): Promise<readonly unknown[]> {
  const rows = await database.run(
    `select relname::text as name from pg_class where relkind = 'r' and relnamespace not in
    (select oid from pg_namespace where nspname like 'pg\\_%' or nspname = 'information_schema')
    order by 1`,
  )
  return rows.map((row) => row['name'])
}

function versionsOf(database: TestDatabase): Promise<readonly Record<string, unknown>[]> {
  return database.run('select version_num from alembic_version order by 1')
}

async function statesOf(run: Run): Promise<readonly string[]> {
  const { databases } = await status(run, [])
  return databases.flatMap(({ database, revisions }) =>
    revisions.map(({ revision, state }) => `${database}/${revision} ${state}`),
  )
}

describe('two databases with branches of one alembic.ini', () => {
  async function two(): Promise<{
    readonly auth: TestDatabase
    readonly specs: TestDatabase
    readonly open: () => Promise<Run>
  }> {
    const [auth, specs] = [await testDatabase(), await testDatabase()]
    const { open } = await alembicApplication(
      {
        auth: { url: auth.url, migrations: branch('auth') },
        specs: { url: specs.url, migrations: branch('specs'), after: ['auth'] },
      },
      branches,
    )
    return { auth, specs, open }
  }

  test('each goes up its own branch, records it as Alembic does, and is what it claims', async () => {
    const { auth, specs, open } = await two()
    const release = await up(await open(), everything)
    expect(release.failure).toBeNull()
    expect(release.databases).toMatchObject([
      { database: 'auth', head: 'a2', done: [{ revision: 'a1' }, { revision: 'a2' }] },
      { database: 'specs', head: 's1', done: [{ revision: 's1' }] },
    ])
    expect(await tablesOf(auth)).toEqual(['alembic_version', 'users'])
    expect(await tablesOf(specs)).toEqual(['alembic_version', 'projects'])
    expect(await versionsOf(auth)).toEqual([{ version_num: 'a2' }])
    expect(await versionsOf(specs)).toEqual([{ version_num: 's1' }])
    expect(isVerified(await verify(await open(), []))).toBe(true)
    const again = await up(await open(), everything)
    expect(again.databases.flatMap(({ done }) => done)).toEqual([])
  })

  test('up stops where it is told, and down takes back the last one of the application', async () => {
    const { auth, open } = await two()
    await up(await open(), { ...everything, to: 'auth/a1' })
    expect(await statesOf(await open())).toEqual([
      'auth/a1 applied',
      'auth/a2 pending',
      'specs/s1 pending',
    ])
    await up(await open(), { ...everything, to: 'auth/auth@head' })
    expect(await versionsOf(auth)).toEqual([{ version_num: 'a2' }])
    await down(await open(), { only: [], depth: { kind: 'to', revision: 'auth/a1' } })
    expect(await versionsOf(auth)).toEqual([{ version_num: 'a1' }])
    const both = await redo(await open(), { only: ['auth'], steps: 1 })
    expect(both).toMatchObject({
      down: { databases: [{ done: [{ revision: 'a1' }] }], failure: null },
      up: { databases: [{ done: [{ revision: 'a1' }] }], failure: null },
    })
    await down(await open(), { only: [], depth: { kind: 'all' } })
    expect(await tablesOf(auth)).toEqual(['alembic_version'])
    expect(await versionsOf(auth)).toEqual([])
  })

  test('a dry run tells every statement and changes nothing', async () => {
    const { auth, open } = await two()
    const script = await scriptOfUp(await open(), { ...everything, only: ['auth'] })
    expect(scriptText(script)).toContain(`
-- database auth: a2
begin; set local lock_timeout = 3000;
alter table users add column name TEXT default '' not null;
update alembic_version set version_num = 'a2' where version_num = 'a1';
commit;
`)
    expect(await tablesOf(auth)).toEqual([])
    await auth.run(scriptText(script))
    expect(await tablesOf(auth)).toEqual(['alembic_version', 'users'])
    expect(isVerified(await verify(await open(), ['auth']))).toBe(true)
  })
})

test('SQL files and revisions of Alembic go in one order, and each keeps its own ledger', async () => {
  const [auth, billing] = [await testDatabase(), await testDatabase()]
  const { open } = await alembicApplication(
    {
      auth: { url: auth.url, migrations: { alembic: 'backend', target: 'auth@head' } },
      billing: { url: billing.url },
    },
    {
      ...branches,
      'migrations/billing/001_a.sql': `-- elenchus:requires auth/a1\n${migration('create table a ();')}`,
    },
  )
  const run = await open()
  expect(run.order.map(({ id }) => id)).toEqual(['a1', 'a2', '001_a'])
  expect(await refusalOf(up(run, { ...everything, only: ['billing'] }))).toMatchObject({
    code: 'requirement-unmet',
  })
  const { failure } = await up(await open(), everything)
  expect(failure).toBeNull()
  expect(await tablesOf(billing)).toEqual(['a', 'ledger'])
  expect(await tablesOf(auth)).toEqual(['alembic_version', 'users'])
  const refused = await refusalOf(down(await open(), { only: ['auth'], depth: { kind: 'all' } }))
  expect(refused).toMatchObject({ code: 'still-required' })
})

describe('what cannot be run without Python', () => {
  const gap = alembicProject({
    a1: { labels: ['auth'], up: users },
    a2: { after: 'a1', head: 'import requests', up: 'op.execute(requests.get("x").text)' },
  })

  test('is refused before anything is done in any database, with the command that can', async () => {
    const [auth, other] = [await testDatabase(), await testDatabase()]
    const { open, folder } = await alembicApplication(
      {
        aaa: { url: other.url },
        auth: { url: auth.url, migrations: branch('auth'), after: ['aaa'] },
      },
      { ...gap, 'migrations/aaa/001_a.sql': migration('create table a ();') },
    )
    const refused = await refusalOf(up(await open(), everything))
    expect(refused).toMatchObject({ code: 'alembic-gaps' })
    expect(refused.excerpt).toContain('> 5 | import requests')
    expect(refused.at?.file).toBe(`${folder}/backend/migrations/versions/a2.py`)
    expect(refused.hint).toContain(`cd ${folder}/backend && alembic upgrade auth@head`)
    expect(await tablesOf(auth)).toEqual([])
    expect(await tablesOf(other)).toEqual([])
    // What comes before the gap can be had.
    const first = await up(await open(), { ...everything, to: 'auth/a1' })
    expect(first.failure).toBeNull()
    expect(await versionsOf(auth)).toEqual([{ version_num: 'a1' }])
  })
})

test('what PostgreSQL refuses for its data rolls one revision back and keeps those before it', async () => {
  const auth = await testDatabase()
  const unique = 'op.create_unique_constraint("users_name", "users", ["name"])'
  const { open } = await alembicApplication(
    { auth: { url: auth.url, migrations: { alembic: 'backend/alembic.ini' } } },
    alembicProject({
      a1: { up: users },
      a2: { after: 'a1', up: name },
      a3: { after: 'a2', up: `op.execute("create table b ()")\n${unique}` },
    }),
  )
  await up(await open(), { ...everything, to: 'auth/a2' })
  await auth.run('insert into users values (1), (2)')
  const { failure, databases } = await up(await open(), everything)
  expect(failure).toMatchObject({ code: 'migration-failed', at: { line: 14 } })
  expect(failure?.excerpt).toContain('> 14 |     op.create_unique_constraint')
  expect(databases).toMatchObject([{ failed: 'a3', head: 'a2', pending: ['a3'] }])
  expect(await tablesOf(auth)).toEqual(['alembic_version', 'users'])
})

test('a plan is not run on a database with an Alembic history, which would not know of it', async () => {
  const auth = await testDatabase()
  const { cli } = await alembicApplication(
    { auth: { url: auth.url, migrations: branch('auth') } },
    branches,
  )
  const planned = await cli('plan', 'database:auth', 'history:auth', '--out', 'plan.json')
  expect(planned.code).toBe(0)
  const refused = await cli('run', 'plan.json')
  expect(refused).toMatchObject({ code: 2, stdout: '' })
  expect(refused.stderr).toContain("Alembic's, which would not know of a plan")
  expect(await tablesOf(auth)).toEqual([])
})
