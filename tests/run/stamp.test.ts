import { describe, expect, test } from 'vitest'
import { isCurrent, stamp, status, up } from '../../src/index.ts'
import { migration } from '../support/sql-migration.ts'
import { testApplication, type TestApplication } from '../support/test-application.ts'
import { testDatabase, type TestDatabase } from '../support/test-database.ts'

const everything = { only: [], to: null, allowOutOfOrder: false }

async function fixture(): Promise<{ application: TestApplication; database: TestDatabase }> {
  const database = await testDatabase()
  const application = await testApplication(
    { auth: { url: database.url } },
    {
      'auth/001_a.sql': migration('create table a (id int);'),
      'auth/002_b.sql': migration('create table b (id int);'),
      'auth/003_c.sql': migration('create table c (id int);'),
    },
  )
  return { application, database }
}

describe('stamp', () => {
  test('records one and all before it as applied, and runs nothing', async () => {
    const { application, database } = await fixture()
    await database.run('create table a (id int); create table b (id int)')
    const stamped = await stamp(await application.open(), {
      only: [],
      revision: 'auth/002',
      stamp: { kind: 'applied' },
    })
    expect(stamped.databases).toEqual([
      { database: 'auth', recorded: ['001_a', '002_b'], erased: [], versions: null },
    ])
    const release = await up(await application.open(), everything)
    expect(release.databases[0]?.done).toMatchObject([{ revision: '003_c' }])
    expect(isCurrent(await status(await application.open(), []))).toBe(true)
  })

  test('without a name it records all', async () => {
    const { application, database } = await fixture()
    await stamp(await application.open(), { only: [], revision: null, stamp: { kind: 'applied' } })
    expect(await database.run('select count(*)::int as n from elenchus.ledger')).toEqual([{ n: 3 }])
    expect(await database.run(`select to_regclass('a') as a`)).toEqual([{ a: null }])
  })

  test('forgets one that only the ledger knows, and only that one', async () => {
    const { application, database } = await fixture()
    await up(await application.open(), everything)
    await database.run(`update elenchus.ledger set revision = '0015_gone' where revision = '003_c'`)
    await stamp(await application.open(), {
      only: [],
      revision: 'auth/0015_gone',
      stamp: { kind: 'forget' },
    })
    expect(await database.run('select revision from elenchus.ledger order by 1')).toEqual([
      { revision: '001_a' },
      { revision: '002_b' },
    ])
  })

  test('accepts only what was applied whole', async () => {
    const { application } = await fixture()
    const accept = { only: [], revision: 'auth/002', stamp: { kind: 'accept' } } as const
    await expect(stamp(await application.open(), accept)).rejects.toMatchObject({
      code: 'not-applied',
    })
    await up(await application.open(), everything)
    expect((await stamp(await application.open(), accept)).databases).toEqual([
      { database: 'auth', recorded: [], erased: [], versions: null },
    ])
  })

  test.each([
    ['auth/009', 'unknown-revision'],
    ['nowhere/001', 'unknown-revision'],
  ])('%s is refused', async (revision, code) => {
    const { application } = await fixture()
    await expect(
      stamp(await application.open(), { only: [], revision, stamp: { kind: 'applied' } }),
    ).rejects.toMatchObject({ code })
  })
})
