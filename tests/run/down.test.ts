import { describe, expect, test } from 'vitest'
import { down, redo, status, up } from '../../src/index.ts'
import { migration } from '../support/sql-migration.ts'
import { testApplication, type TestApplication } from '../support/test-application.ts'
import { testDatabase, type TestDatabase } from '../support/test-database.ts'

const everything = { only: [], to: null, allowOutOfOrder: false }
const oneStep = { only: [], depth: { kind: 'steps', count: 1 } } as const

const table = (name: string): string =>
  migration(`create table ${name} (id int);`, `drop table ${name};`)

interface Fixture {
  readonly application: TestApplication
  readonly auth: TestDatabase
  readonly specs: TestDatabase
}

async function applied(further: Readonly<Record<string, string>> = {}): Promise<Fixture> {
  const [auth, specs] = [await testDatabase(), await testDatabase()]
  const application = await testApplication(
    { auth: { url: auth.url }, specs: { url: specs.url, after: ['auth'] } },
    {
      'auth/001_a.sql': table('a'),
      'specs/002_b.sql': table('b'),
      'specs/003_c.sql': table('c'),
      ...further,
    },
  )
  expect((await up(await application.open(), everything)).failure).toBeNull()
  return { application, auth, specs }
}

describe('down', () => {
  test('takes back the last migration of the whole application, then the one before', async () => {
    const { application } = await applied()
    const first = await down(await application.open(), oneStep)
    expect(first.databases.map(({ head }) => head)).toEqual(['001_a', '002_b'])
    await down(await application.open(), oneStep)
    const third = await down(await application.open(), oneStep)
    expect(third.databases.map(({ head }) => head)).toEqual([null, null])
    const nothing = await down(await application.open(), oneStep)
    expect(nothing.databases.flatMap(({ done }) => done)).toEqual([])
  })

  test('can be kept to one database', async () => {
    const { application } = await applied()
    const release = await down(await application.open(), { ...oneStep, only: ['auth'] })
    expect(release.databases).toMatchObject([{ database: 'auth', head: null }])
  })

  test('does not take away what one that stays requires', async () => {
    const { application } = await applied({
      'specs/004_d.sql': `-- elenchus:requires auth/001_a\n${table('d')}`,
    })
    await expect(
      down(await application.open(), { ...oneStep, only: ['auth'] }),
    ).rejects.toMatchObject({ code: 'still-required' })
  })

  test('refuses before it begins where one has no way down', async () => {
    const { application, specs } = await applied({
      'specs/004_d.sql': '-- migrate:up\ncreate table d (id int);\n',
      'specs/005_e.sql': table('e'),
    })
    await expect(
      down(await application.open(), { only: [], depth: { kind: 'all' } }),
    ).rejects.toMatchObject({ code: 'no-down' })
    expect(await specs.run(`select to_regclass('e')::text as e`)).toEqual([{ e: 'e' }])
  })

  test('a failing section is rolled back and told with its place', async () => {
    const { application, specs } = await applied({
      'specs/004_d.sql': migration(
        'create table d (id int);',
        'drop table d;\ndrop table nowhere;',
      ),
    })
    const release = await down(await application.open(), oneStep)
    expect(release.failure).toMatchObject({ code: 'migration-failed', at: { line: 8, column: 1 } })
    expect(await specs.run(`select to_regclass('d')::text as d`)).toEqual([{ d: 'd' }])
  })
})

describe('redo', () => {
  test('runs the last migration again from its file, and nothing else', async () => {
    const { application, specs } = await applied()
    await down(await application.open(), { only: ['specs'], depth: { kind: 'all' } })
    await up(await application.open(), { ...everything, to: 'specs/002' })
    const { down: back, up: forth } = await redo(await application.open(), { only: [], steps: 1 })
    expect(back.databases.flatMap(({ done }) => done)).toMatchObject([{ revision: '002_b' }])
    expect(forth?.databases.flatMap(({ done }) => done)).toMatchObject([{ revision: '002_b' }])
    expect(await specs.run(`select to_regclass('c')::text as c`)).toEqual([{ c: null }])
  })

  test('an edited migration can be tried again after it was taken back', async () => {
    const { application, specs } = await applied()
    await down(await application.open(), oneStep)
    await application.migration('specs/003_c.sql', table('better'))
    await up(await application.open(), everything)
    expect(await specs.run(`select to_regclass('better')::text as t`)).toEqual([{ t: 'better' }])
    const { databases } = await status(await application.open(), [])
    expect(databases.flatMap(({ revisions }) => revisions.map(({ state }) => state))).toEqual([
      'applied',
      'applied',
      'applied',
    ])
  })
})
