import { expect, test } from 'vitest'
import { introspect } from '../../src/postgres/introspect.ts'
import type { Session } from '../../src/postgres/session.ts'
import { UserError } from '../../src/kernel/user-error.ts'
import { PostgresError } from '../../src/postgres/postgres-error.ts'
import type { AlembicHistory } from '../../src/history/alembic/read-alembic-history.ts'
import { AlembicRun } from '../../src/history/alembic/run/alembic-run.ts'
import { rehearseAlembic } from '../../src/history/alembic/run/rehearse-alembic.ts'
import { ancestorsOf } from '../../src/history/alembic/revision-graph.ts'
import { readVersionRows } from '../../src/history/alembic/run/version-rows.ts'
import { versionTableOf } from '../../src/history/alembic/run/version-table-of.ts'
import { alembicHistory, revisionFile } from '../support/alembic-place.ts'
import { nativeSession, openSession, sessionAt } from '../support/catalogue-session.ts'
import { testDatabase } from '../support/test-database.ts'

const TABLE = 'op.create_table("t", sa.Column("id", sa.Integer, primary_key=True))'

function file(id: string): string {
  return `migrations/versions/${id}.py`
}

const world = {
  database: 'shop',
  environment: () => null,
  x: [],
  url: null,
  now: () => new Date('2026-01-02T03:04:05Z'),
  uuid: () => '11111111-2222-4333-8444-555555555555',
}

async function started(history: AlembicHistory, session: Session): Promise<AlembicRun> {
  const run = new AlembicRun(history, session, world)
  await run.start()
  return run
}

async function runUp(files: Readonly<Record<string, string>>): Promise<{
  readonly run: AlembicRun
  readonly history: AlembicHistory
  readonly session: Session
}> {
  const history = await alembicHistory(files)
  const session = await nativeSession(18)
  const run = await started(history, session)
  for (const revision of history.graph.order) await run.run(revision, 'up')
  return { run, history, session }
}

async function rowsOf(run: AlembicRun, session: Session): Promise<readonly string[] | null> {
  return readVersionRows(session, run.versionTable)
}

async function refusalOf(work: Promise<unknown>): Promise<UserError> {
  try {
    await work
  } catch (error) {
    if (error instanceof UserError) return error
    throw error
  }
  throw new Error('it was not refused')
}

async function tablesOf(session: Session): Promise<readonly string[]> {
  const { catalogue } = await introspect(session)
  return catalogue.tables.map(({ name }) => name)
}

test('revisions are run on a database and stand in Alembic’s table, up and down', async () => {
  const { run, history, session } = await runUp({
    [file('a')]: revisionFile('a', { up: TABLE, down: 'op.drop_table("t")' }),
    [file('b')]: revisionFile('b', {
      after: 'a',
      up: 'op.add_column("t", sa.Column("x", sa.Text))\nimport uuid\nfor row in op.get_bind().execute(sa.text("select 7 as id")):\n    op.execute(f"insert into t values ({row.id}, \'{uuid.uuid4()}\')")',
      down: 'op.drop_column("t", "x")',
    }),
  })
  expect(await rowsOf(run, session)).toEqual(['b'])
  expect(await session.query('select * from t')).toEqual([{ id: 7, x: world.uuid() }])
  expect([...ancestorsOf(history.graph, ['b'])].map(({ id }) => id).sort()).toEqual(['a', 'b'])
  const [a, b] = history.graph.order
  if (!a || !b) throw new Error('no revisions')
  await run.run(b, 'down')
  expect(await rowsOf(run, session)).toEqual(['a'])
  await run.run(a, 'down')
  expect(await rowsOf(run, session)).toEqual([])
  expect(await tablesOf(session)).toEqual(['alembic_version'])
})

test('what PostgreSQL refuses ends the revision where it stands, and nothing of it is left', async () => {
  const history = await alembicHistory({
    [file('a')]: revisionFile('a', {
      up: `${TABLE}\nop.add_column("t", sa.Column("id", sa.Integer))\nop.execute("create table later ()")`,
    }),
  })
  const session = await nativeSession(18)
  const run = await started(history, session)
  const [a] = history.graph.order
  if (!a) throw new Error('no revision')
  const error = await refusalOf(run.run(a, 'up'))
  expect(error.message).toBe(
    'Revision "shop/a" failed: column "id" of relation "t" already exists.',
  )
  expect(error).toMatchObject({
    code: 'migration-failed',
    at: { file: 'app/migrations/versions/a.py', line: 12 },
  })
  expect(error.cause).toBeInstanceOf(PostgresError)
  expect(error.excerpt).toContain('op.add_column("t"')
  expect(await tablesOf(session)).toEqual([])
})

test('a refusal that is caught goes on where there is a savepoint, and fails where there is none', async () => {
  const tried = (savepoint: string): string =>
    `${TABLE}\ntry:\n    with ${savepoint}:\n        op.execute("create table t ()")\nexcept Exception:\n    pass\nop.execute("create table u ()")`
  const { session } = await runUp({
    [file('a')]: revisionFile('a', { up: tried('op.get_bind().begin_nested()') }),
  })
  expect(await tablesOf(session)).toEqual(['alembic_version', 't', 'u'])
  const error = await refusalOf(
    runUp({
      [file('a')]: revisionFile('a', { up: tried('op.get_context().begin_transaction()') }),
    }),
  )
  expect(error.message).toContain('current transaction is aborted')
})

test('at the first thing that is not known everything is rolled back, and Alembic is named', async () => {
  const rows = `${TABLE}\nop.execute("insert into t values (1)")\nimport magic\nfor row in op.get_bind().execute(sa.text("select id from t")):\n    magic.move(op.get_bind(), row)\nop.execute("create table later ()")`
  const history = await alembicHistory({ [file('a')]: revisionFile('a', { up: rows }) })
  const session = await nativeSession(18)
  const [a] = history.graph.order
  if (!a) throw new Error('no revision')
  const error = await refusalOf((await started(history, session)).run(a, 'up'))
  expect(error.message).toBe(
    'Revision "shop/a" cannot be run without Python: module "magic" is not part of the project.',
  )
  expect(error.hint).toBe(
    'Nothing of it is left. Run it with Alembic: cd app && alembic upgrade +1',
  )
  expect(await tablesOf(session)).toEqual([])
})

test('where a session changes a row by its attribute, nothing is run: the update would be missing', async () => {
  const up = `${TABLE}\nfrom sqlalchemy.orm import Session\nop.execute("insert into t values (1)")\nsession = Session(op.get_bind())\nfor row in session.query(sa.table("t", sa.column("id"))).all():\n    row.id = 2\nsession.commit()`
  const history = await alembicHistory({ [file('a')]: revisionFile('a', { up }) })
  const session = await nativeSession(18)
  const [a] = history.graph.order
  if (!a) throw new Error('no revision')
  const error = await refusalOf((await started(history, session)).run(a, 'up'))
  expect(error.message).toContain('"id" of a row is set, and the update that follows is not known')
  expect(await tablesOf(session)).toEqual([])
})

test('nothing is sent after a condition that is not known', async () => {
  const history = await alembicHistory({
    [file('a')]: revisionFile('a', {
      up: `import magic\nwith op.get_context().autocommit_block():\n    if magic.yes:\n        op.execute("create table a ()")\n    op.execute("create table b ()")`,
    }),
  })
  const session = await nativeSession(18)
  const [a] = history.graph.order
  if (!a) throw new Error('no revision')
  const error = await refusalOf((await started(history, session)).run(a, 'up'))
  expect(error.code).toBe('alembic-gaps')
  expect(await tablesOf(session)).toEqual(['alembic_version'])
})

test('an autocommit block commits what was before it; what fails in it is told so', async () => {
  const up = (name: string): string =>
    `${TABLE}\nwith op.get_context().autocommit_block():\n    op.create_index("i", "${name}", ["id"], postgresql_concurrently=True)`
  const { run, session } = await runUp({ [file('a')]: revisionFile('a', { up: up('t') }) })
  expect(await rowsOf(run, session)).toEqual(['a'])
  const history = await alembicHistory({ [file('a')]: revisionFile('a', { up: up('nowhere') }) })
  const other = await nativeSession(18)
  const [a] = history.graph.order
  if (!a) throw new Error('no revision')
  const error = await refusalOf((await started(history, other)).run(a, 'up'))
  expect(error.hint).toContain('is committed')
  // Whoever retries by the cause must not do again what is committed.
  expect(error.cause).toBeUndefined()
  expect(await tablesOf(other)).toContain('t')
})

test('a lock that is not to be had leaves nothing, and the run can be tried again', async () => {
  const history = await alembicHistory({
    [file('a')]: revisionFile('a', {
      up: 'op.create_table("m", sa.Column("m", sa.Enum("x", name="mood")))\nop.add_column("t", sa.Column("x", sa.Text))',
    }),
  })
  const { url } = await testDatabase(18)
  const [session, other] = [await sessionAt(url), await openSession(url)]
  await session.run('create table t (id int)')
  await other.run('begin; lock table t in access share mode')
  const run = new AlembicRun(history, session, {
    ...world,
    begin: "begin; set local lock_timeout = '50ms'",
  })
  await run.start()
  const [a] = history.graph.order
  if (!a) throw new Error('no revision')
  const error = await refusalOf(run.run(a, 'up'))
  expect(error.cause).toMatchObject({ code: '55P03' })
  await other.close()
  await run.run(a, 'up')
  expect(await rowsOf(run, session)).toEqual(['a'])
})

test('a revision that is not next is refused', async () => {
  const { run, history } = await runUp({ [file('a')]: revisionFile('a', { up: TABLE }) })
  const [a] = history.graph.order
  if (!a) throw new Error('no revision')
  const error = await refusalOf(run.run(a, 'up'))
  expect(error).toMatchObject({ code: 'revision-not-next', details: ['alembic_version says: a'] })
})

test('the table of versions is the one that env.py configures', async () => {
  const files = {
    'migrations/env.py':
      'from alembic import context\nfrom sqlalchemy import create_engine, text\nwith create_engine("postgresql://").connect() as c:\n    c.execute(text("create schema if not exists own"))\n    context.configure(connection=c, version_table="versions", version_table_schema="own")\n    context.run_migrations()\n',
    [file('a')]: revisionFile('a', { up: TABLE }),
  }
  const { run, session, history } = await runUp(files)
  expect(await session.query('select version_num from own.versions')).toEqual([
    { version_num: 'a' },
  ])
  expect(await versionTableOf(history)).toEqual(run.versionTable)
})

test('a rehearsal passes what can be run, and tells every place that cannot', async () => {
  const files = {
    [file('a')]: revisionFile('a', { up: TABLE }),
    [file('b')]: revisionFile('b', { after: 'a', up: 'op.transmogrify("t")' }),
    [file('c')]: revisionFile('c', {
      after: 'b',
      up: 'op.add_column("old", sa.Column("x", sa.Integer))\nop.execute("commit")\nop.execute("create table t ()")\nraise ValueError("no")',
    }),
  }
  const history = await alembicHistory(files)
  const [a, ...rest] = history.graph.order
  if (!a) throw new Error('no revision')
  const given = { history, database: 'shop', direction: 'up', target: 'side@head' } as const
  const outcomes = await rehearseAlembic(await nativeSession(18), {
    ...given,
    before: [],
    pending: [a],
  })
  expect(outcomes.map(({ state }) => state)).toEqual(['applied'])
  const error = await refusalOf(
    rehearseAlembic(await nativeSession(18), { ...given, before: [a], pending: rest }),
  )
  expect(error.message).toBe(
    'The revisions of "shop" cannot be run without Python: b: the directive "op.transmogrify" is not understood.',
  )
  expect(error.details.filter((line) => /^app|^and/.test(line))).toEqual([
    'app/migrations/versions/c.py:13:5: c: relation "t" already exists',
    'app/migrations/versions/c.py:14:5: c: ValueError: no',
    'and 2 more',
  ])
  expect(error.hint).toBe(
    'Nothing was changed. Run them with Alembic: cd app && alembic upgrade side@head',
  )
})

test('a rehearsal remembers no type of what is applied: the run that comes is another one', async () => {
  const enumTable = (name: string): string =>
    `op.create_table("${name}", sa.Column("m", sa.Enum("good", name="mood")))`
  const history = await alembicHistory({
    [file('a')]: revisionFile('a', { up: enumTable('one') }),
    [file('b')]: revisionFile('b', { after: 'a', up: enumTable('two') }),
  })
  const [a, ...rest] = history.graph.order
  if (!a) throw new Error('no revision')
  const given = { history, database: 'shop', direction: 'up', target: 'heads' } as const
  const both = await rehearseAlembic(await nativeSession(18), {
    ...given,
    before: [],
    pending: [a, ...rest],
  })
  expect(both.map(({ remembered }) => remembered.map(({ name }) => name))).toEqual([[], ['mood']])
  const error = await refusalOf(
    rehearseAlembic(await nativeSession(18), { ...given, before: [a], pending: rest }),
  )
  expect(error.message).toBe(
    'The revisions of "shop" cannot be run without Python: b: type "mood" already exists.',
  )
})
