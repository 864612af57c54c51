import { describe, expect, test } from 'vitest'
import { historyText } from '../../src/report/history-text.ts'
import { plainPaint } from '../../src/report/paint.ts'
import { blame } from '../../src/run/blame.ts'
import { checkHistory } from '../../src/run/check-history.ts'
import { down } from '../../src/run/down.ts'
import { historyOverview } from '../../src/run/history-overview.ts'
import { historySql } from '../../src/run/history-sql.ts'
import { newMigration } from '../../src/run/new-migration.ts'
import type { Run } from '../../src/run/opened.ts'
import { stamp } from '../../src/run/stamp.ts'
import { status } from '../../src/run/status.ts'
import { up } from '../../src/run/up.ts'
import { verify } from '../../src/run/verify.ts'
import {
  alembicApplication,
  alembicProject,
  everything,
  refusalOf,
  type LabelledRevision,
} from '../support/alembic-application.ts'

/** Whoever contacts it fails otherwise than is expected here. */
const nowhere = 'postgresql://localhost:1/nowhere'

async function opened(
  revisions: Readonly<Record<string, LabelledRevision>>,
  files: Readonly<Record<string, string>> = {},
): Promise<Run> {
  const application = await alembicApplication(
    { main: { url: nowhere, migrations: { alembic: 'backend/alembic.ini' } } },
    { ...alembicProject(revisions), ...files },
  )
  return application.open()
}

const versions = 'backend/migrations/versions'

describe('faults of an Alembic history end what would run it, before a database is contacted', () => {
  test.each<[string, () => Promise<Run>, string]>([
    ['a link to nothing', () => opened({ a1: {}, a3: { after: 'a2' } }), 'missing-revision'],
    ['a circle', () => opened({ a1: { after: 'a2' }, a2: { after: 'a1' } }), 'revision-cycle'],
    [
      'two files of one id',
      () => opened({ a1: {} }, { [`${versions}/b.py`]: 'revision = "a1"\ndown_revision = None\n' }),
      'duplicate-revision',
    ],
    [
      'a file that does not parse',
      () => opened({ a1: { up: 'op.execute("select 1"' } }),
      'syntax-error',
    ],
  ])('%s', async (_, opening, code) => {
    const run = await opening()
    const commands: readonly (() => Promise<unknown>)[] = [
      () => up(run, everything),
      () => down(run, { only: [], depth: { kind: 'all' } }),
      () => stamp(run, { only: [], revision: null, stamp: { kind: 'applied' } }),
      () => status(run, []),
      () => verify(run, []),
      () => checkHistory(run, { only: [], down: false }),
      () => historySql(run, []),
      () => blame(run, 'main', 'users'),
    ]
    for (const command of commands) {
      const refused = await refusalOf(command())
      expect(refused.code).toBe(code)
      expect(refused.at?.file).toContain(versions)
      expect(refused.excerpt).toMatch(/\^/)
    }
    const { databases } = await historyOverview(run, [])
    expect(databases).toMatchObject([{ faults: [{ code }] }])
  })

  test('a missing env.py', async () => {
    const { open } = await alembicApplication(
      { main: { url: nowhere, migrations: { alembic: 'backend' } } },
      {
        'backend/alembic.ini': '[alembic]\nscript_location = migrations\n',
        [`${versions}/a1.py`]: 'revision = "a1"\ndown_revision = None\n',
      },
    )
    expect(await refusalOf(up(await open(), everything))).toMatchObject({ code: 'no-environment' })
  })

  test('no configuration, no such target, and a target that means several heads', async () => {
    const open = async (migrations: {
      readonly alembic: string
      readonly target?: string
    }): Promise<Run> => {
      const application = await alembicApplication(
        { main: { url: nowhere, migrations } },
        alembicProject({ a1: {}, a2: {} }),
      )
      return application.open()
    }
    const codes: string[] = []
    for (const migrations of [
      { alembic: 'front/alembic.ini' },
      { alembic: 'backend', target: 'auth@head' },
      { alembic: 'backend', target: 'head' },
    ]) {
      codes.push((await refusalOf(open(migrations))).code)
    }
    expect(codes).toEqual(['no-alembic-configuration', 'unknown-revision', 'several-heads'])
  })
})

test('the rest of a faulty history is shown, and what is applied is said to be unknown', async () => {
  const run = await opened({ a1: {}, a3: { after: 'a2' } })
  const text = historyText(await historyOverview(run, []), plainPaint)
  expect(text).toContain('unasked  a1')
  expect(text).toMatch(
    /fault {2}\S+a3\.py:8:1: The revision "a3" comes after "a2", which no file has/,
  )
  expect(text).toContain('what is applied is not known: The revision "a3" comes after "a2"')
})

test('a new migration is written by Alembic, and the error says how', async () => {
  const { open, folder } = await alembicApplication(
    { main: { migrations: { alembic: 'backend/alembic.ini', target: 'auth@head' } } },
    alembicProject({ a1: { labels: ['auth'] } }),
  )
  const refused = await refusalOf(newMigration(await open(), { database: 'main', name: 'add x' }))
  expect(refused.hint).toContain(
    `cd ${folder}/backend && alembic revision -m 'add x' --head auth@head`,
  )
})
