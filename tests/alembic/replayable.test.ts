import { expect, test } from 'vitest'
import { alembicHistoryGraph } from '../../src/history/alembic/alembic-history-graph.ts'
import { replayableAlembicRevisions } from '../../src/history/alembic/replayable-alembic-revision.ts'
import { watchEvents } from '../../src/history/blame/watch-events.ts'
import { replayHistory, type HistoryReplay } from '../../src/history/replay-history.ts'
import { loadParser } from '../../src/sql/parser.ts'
import { alembicHistory, revisionFile } from '../support/alembic-place.ts'
import { nativeSession } from '../support/catalogue-session.ts'
import { deedsOf, emptySession } from '../support/replay-texts.ts'

const TABLE = 'op.create_table("t", sa.Column("id", sa.Integer, primary_key=True))'

/** The line of a revision's first statement, as `revisionFile` writes it. */
const FIRST = 11

function file(id: string): string {
  return `migrations/versions/${id}.py`
}

async function replayed(
  files: Readonly<Record<string, string>>,
  options: { readonly down?: boolean; readonly target?: string } = {},
): Promise<HistoryReplay> {
  await loadParser()
  const session = await nativeSession(18)
  const watch = await watchEvents(session)
  if (watch === null) throw new Error('no event triggers')
  const history = await alembicHistory(files)
  const { down = false, target = null } = options
  const revisions = replayableAlembicRevisions(history, { database: 'shop', target })
  return replayHistory(session, revisions, { watch, down })
}

test('blame finds the line of Python behind each object, and Alembic’s own table is none', async () => {
  const replay = await replayed({
    [file('a')]: revisionFile('a', { up: TABLE }),
    [file('b')]: revisionFile('b', {
      after: 'a',
      up: 'for name in ("x", "y"):\n    op.add_column("t", sa.Column(name, sa.Text))\nop.execute("insert into t (x) values (\'1\')")\nop.create_index("i", "t", ["x"])',
    }),
  })
  expect(replay.revisions.map(({ up, changes }) => [up.state, changes.created])).toEqual([
    ['applied', 4],
    ['applied', 3],
  ])
  expect(deedsOf(replay, 'table public.t')).toEqual([`a created ${FIRST}`])
  expect(deedsOf(replay, 'column public.t.y')).toEqual([`b created ${FIRST + 1}`])
  expect(deedsOf(replay, 'index i on public.t')).toEqual([`b created ${FIRST + 3}`])
  expect(replay.catalogue.tables.map(({ name }) => name)).toEqual(['t'])
  expect(JSON.stringify(replay.blame)).not.toContain('alembic_version')
  expect(replay.unseen).toEqual([])
})

test('env.py is run once and told with the first revision; what is set on the connection stays', async () => {
  const replay = await replayed({
    'migrations/env.py': `
from alembic import context
from sqlalchemy import create_engine, text
with create_engine("postgresql://localhost/app").connect() as connection:
    connection.execute(text("create schema tenant"))
    connection.execute(text("set search_path to tenant"))
    context.configure(connection=connection)
    context.run_migrations()
`,
    [file('a')]: revisionFile('a', { up: TABLE, down: 'op.drop_table("t")' }),
    [file('b')]: revisionFile('b', { after: 'a', up: 'op.execute("create table u ()")' }),
  })
  const [first] = replay.revisions
  expect(first?.up.statements.map(({ at }) => at.file)).toEqual([
    'app/migrations/env.py',
    'app/migrations/env.py',
    'app/migrations/versions/a.py',
  ])
  expect(replay.revisions.map(({ up }) => up.failure)).toEqual([null, null])
  expect(replay.catalogue.tables.map(({ schema, name }) => `${schema}.${name}`)).toEqual([
    'tenant.t',
    'tenant.u',
  ])
})

test('the way back is tried in a transaction, or where that cannot be, for real and up again', async () => {
  const enumColumn = 'op.create_table("m", sa.Column("m", sa.Enum("good", name="mood")))'
  const concurrently =
    'with op.get_context().autocommit_block():\n    op.create_index("i", "t", ["id"], postgresql_concurrently=True)'
  const replay = await replayed(
    {
      [file('a')]: revisionFile('a', { up: TABLE, down: 'op.drop_table("t")' }),
      [file('b')]: revisionFile('b', {
        after: 'a',
        up: concurrently,
        down: 'with op.get_context().autocommit_block():\n    op.drop_index("i", "t", postgresql_concurrently=True)',
      }),
      [file('c')]: revisionFile('c', { after: 'b', up: enumColumn, down: 'op.drop_table("m")' }),
      [file('d')]: revisionFile('d', {
        after: 'c',
        up: 'op.execute("alter table t add x int")',
        down: 'op.drop_column("t", "x")\nop.execute("commit")',
      }),
      [file('e')]: revisionFile('e', { after: 'd', up: 'pass', down: 'unknown_thing()' }),
    },
    { down: true },
  )
  const told = replay.revisions.map(({ down }) =>
    down && 'again' in down ? [down.kind, down.again?.state ?? null] : down?.kind,
  )
  expect(told).toEqual([
    ['inverse', null],
    ['inverse', 'applied'],
    ['not-inverse', null],
    ['inverse', 'applied'],
    'failed',
  ])
  expect(replay.catalogue.types.map(({ name }) => name)).toEqual(['mood'])
})

test('a type that a way back drops is made by the way up again', async () => {
  const table = 'op.create_table("m", sa.Column("m", sa.Enum("good", name="mood")))'
  const replay = await replayed(
    {
      [file('a')]: revisionFile('a', {
        up: table,
        down: 'op.execute("commit")\nop.drop_table("m")\nop.execute("drop type mood")',
      }),
    },
    { down: true },
  )
  expect(replay.revisions[0]?.down).toMatchObject({ kind: 'inverse', again: { state: 'applied' } })
})

test('tables that no revision made are taken from the models of env.py, and blame knows the line', async () => {
  const replay = await replayed({
    'models.py': `
from sqlalchemy import Column, Enum, Integer, MetaData, Table
metadata = MetaData()
Table("old", metadata, Column("id", Integer, primary_key=True), Column("kind", Enum("a", name="kind")))
Table("other", metadata, Column("mood", Enum("b", name="mood")))
`,
    'migrations/env.py': `
from alembic import context
from models import metadata
context.configure(target_metadata=metadata)
context.run_migrations()
`,
    [file('a')]: revisionFile('a', { up: 'op.add_column("old", sa.Column("x", sa.Integer))' }),
  })
  expect(replay.revisions[0]?.up).toMatchObject({
    state: 'applied',
    gaps: [],
    assumptions: [{ kind: 'borrowed', text: '"old" was there before, made by no revision' }],
  })
  expect(deedsOf(replay, 'column public.old.x')).toEqual([`a created ${FIRST}`])
  expect(replay.catalogue.tables.map(({ name }) => name)).toEqual(['old'])
  expect(replay.catalogue.types.map(({ name }) => name)).toEqual(['kind'])
})

test('a target names a branch or a revision; one that is not there is told', async () => {
  const files = {
    [file('a')]: revisionFile('a', { up: 'pass' }),
    [file('b')]: revisionFile('b', { after: 'a', up: 'pass' }),
    [file('c')]: revisionFile('c', { up: 'pass', head: 'branch_labels = "side"' }),
  }
  const ids = async (target: string): Promise<readonly string[]> =>
    replayableAlembicRevisions(await alembicHistory(files), { database: 'shop', target }).map(
      ({ id }) => id,
    )
  expect(await ids('side@head')).toEqual(['c'])
  expect(await ids('b')).toEqual(['a', 'b'])
  await expect(ids('z')).rejects.toThrow('There is no revision "z"')
})

test('the graph of a history has parents, labels and what is required by name', async () => {
  const history = await alembicHistory({
    [file('a')]: revisionFile('a'),
    [file('b')]: revisionFile('b', { after: 'a', head: 'branch_labels = ("left",)' }),
    [file('c')]: revisionFile('c', { after: 'a', head: 'depends_on = "left@head"' }),
  })
  const { nodes, heads, branchPoints } = alembicHistoryGraph('shop', history)
  expect(nodes.map(({ id, parents, labels, requires }) => [id, parents, labels, requires])).toEqual(
    [
      ['a', [], [], []],
      ['b', ['a'], ['left'], []],
      ['c', ['a'], [], ['shop/b']],
    ],
  )
  expect([heads, branchPoints]).toEqual([['b', 'c'], ['a']])
  expect(nodes.every(({ hasDown }) => hasDown)).toBe(true)
})

test('the embedded engine replays with blame, too', async () => {
  await loadParser()
  const session = await emptySession('embedded')
  const watch = await watchEvents(session)
  if (watch === null) throw new Error('no event triggers')
  const history = await alembicHistory({
    [file('a')]: revisionFile('a', { up: TABLE, down: 'op.drop_table("t")' }),
  })
  const revisions = replayableAlembicRevisions(history, { database: 'shop' })
  const replay = await replayHistory(session, revisions, { watch, down: true })
  expect(replay.revisions[0]).toMatchObject({
    up: { state: 'applied' },
    down: { kind: 'inverse', again: null },
  })
  expect(deedsOf(replay, 'column public.t.id')).toEqual([`a created ${FIRST}`])
})
