import { describe, expect, test } from 'vitest'
import { stampedText } from '../../src/report/stamped-text.ts'
import { plainPaint } from '../../src/report/paint.ts'
import { verificationText } from '../../src/report/verification-text.ts'
import { stamp, type Stamp } from '../../src/run/stamp.ts'
import { status } from '../../src/run/status.ts'
import { up } from '../../src/run/up.ts'
import { isVerified, verify } from '../../src/run/verify.ts'
import {
  alembicApplication,
  alembicProject,
  everything,
  refusalOf,
  type LabelledRevision,
} from '../support/alembic-application.ts'
import { testDatabase, type TestDatabase } from '../support/test-database.ts'
import type { TestApplication } from '../support/test-application.ts'

const table = (name: string): string =>
  `op.create_table("${name}", sa.Column("id", sa.Integer(), primary_key=True))`

const chain: Readonly<Record<string, LabelledRevision>> = {
  a1: { labels: ['auth'], up: table('users') },
  a2: { after: 'a1', up: table('roles') },
  s1: { labels: ['specs'], up: table('projects'), dependsOn: 'a1' },
}

async function place(
  configure = '',
): Promise<{ readonly database: TestDatabase; readonly application: TestApplication }> {
  const database = await testDatabase()
  const application = await alembicApplication(
    { main: { url: database.url, migrations: { alembic: 'backend/alembic.ini' } } },
    alembicProject(chain, { configure }),
  )
  return { database, application }
}

async function statesOf({ open }: TestApplication): Promise<string> {
  const { databases } = await status(await open(), [])
  return databases
    .flatMap(({ revisions }) => revisions.map(({ revision, state }) => `${revision} ${state}`))
    .join(', ')
}

async function stamped(
  { open }: TestApplication,
  revision: string | null,
  kind: Stamp['kind'] = 'applied',
): Promise<string> {
  return stampedText(await stamp(await open(), { only: [], revision, stamp: { kind } }), plainPaint)
}

describe('stamp moves the table of Alembic', () => {
  test('to all heads, to a revision of one branch, back, and to nothing', async () => {
    const { database, application } = await place()
    expect(await stamped(application, null)).toBe(
      [
        'main  recorded as applied  a1',
        'main  recorded as applied  s1',
        'main  recorded as applied  a2',
        'alembic_version of main moved from nothing to a2, s1',
        '',
      ].join('\n'),
    )
    expect(await statesOf(application)).toBe('a1 applied, s1 applied, a2 applied')
    expect(await stamped(application, 'main/a1')).toContain('moved from a2, s1 to a1')
    expect(await stamped(application, 'main/specs@head')).toContain('moved from a1 to s1')
    expect(await stamped(application, 'main/specs@head')).toContain('stays at s1')
    expect(await stamped(application, 'main/s1', 'forget')).toContain('moved from s1 to nothing')
    expect(await database.run('select version_num from alembic_version')).toEqual([])
    expect(await database.run(`select from pg_namespace where nspname = 'elenchus'`)).toEqual([])
  })

  test('what it says without running anything shows as drift', async () => {
    const { application } = await place()
    await stamped(application, 'main/a1')
    const found = await verify(await application.open(), [])
    expect(verificationText(found, plainPaint)).toContain(
      'table public.users is in migrations, not in database',
    )
  })

  test('it has no checksums to accept, and only heads to forget', async () => {
    const { application } = await place()
    await stamped(application, 'main/a2')
    expect(await refusalOf(stamped(application, 'main/a1', 'accept'))).toMatchObject({
      code: 'alembic-history',
    })
    expect((await refusalOf(stamped(application, 'main/a1', 'forget'))).hint).toContain('a2')
  })
})

test('a row that no file has is shown, and keeps up from running until it is forgotten', async () => {
  const { database, application } = await place()
  await up(await application.open(), { ...everything, to: 'main/a1' })
  await database.run(`insert into alembic_version values ('elsewhere')`)
  expect(await statesOf(application)).toBe('a1 applied, s1 pending, a2 pending, elsewhere unknown')
  const refused = await refusalOf(up(await application.open(), everything))
  expect(refused).toMatchObject({ code: 'unknown-revision' })
  const found = await verify(await application.open(), [])
  expect(isVerified(found)).toBe(false)
  expect(verificationText(found, plainPaint)).toContain(
    "revision elsewhere is in Alembic's table, and no file has it",
  )
  expect(await stamped(application, 'main/elsewhere', 'forget')).toContain('forgotten')
  expect((await up(await application.open(), everything)).failure).toBeNull()
  // A head that another depends on goes with it, as Alembic has it.
  expect(await database.run('select version_num from alembic_version order by 1')).toEqual([
    { version_num: 'a2' },
    { version_num: 's1' },
  ])
})

test('the table may have another name and schema', async () => {
  const { database, application } = await place(
    'version_table="versions", version_table_schema="ops"',
  )
  await database.run('create schema ops')
  expect((await up(await application.open(), { ...everything, to: 'main/a2' })).failure).toBeNull()
  expect(await database.run('select version_num from ops.versions')).toEqual([
    { version_num: 'a2' },
  ])
  expect(await statesOf(application)).toBe('a1 applied, s1 pending, a2 applied')
  expect(await stamped(application, 'main/a1')).toContain(
    'ops.versions of main moved from a2 to a1',
  )
  await stamped(application, 'main/a2')
  expect((await verify(await application.open(), [])).databases).toMatchObject([
    { drift: [], failure: null, gaps: [] },
  ])
})

test('where the name of the table cannot be read, nobody pretends to know what is applied', async () => {
  const { application } = await place('version_table=os.read(0, 9)')
  expect(await refusalOf(statesOf(application))).toMatchObject({ code: 'unread-environment' })
})
