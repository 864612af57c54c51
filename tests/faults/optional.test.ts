import { describe, expect, test } from 'vitest'
import { status, up, type RevisionStatus } from '../../src/index.ts'
import { testCache } from '../support/test-cache.ts'
import { madeUpExtension } from '../support/fault-extension.ts'
import { migration } from '../support/sql-migration.ts'
import { testApplication, type TestApplication } from '../support/test-application.ts'
import { testDatabase } from '../support/test-database.ts'

const everything = { only: [], to: null, allowOutOfOrder: false }
const tables = migration('create table people (id int);')

function optional(extension: string, up: string, mode = ''): string {
  return `-- migrate:up optional:extension=${extension} ${mode}\n${up}\n`
}

async function revisionsIn(application: TestApplication): Promise<readonly RevisionStatus[]> {
  const found = await status(await application.open(), [])
  return found.databases[0]?.revisions ?? []
}

describe.each([14, 15, 18] as const)('an extension on PostgreSQL %i', (major) => {
  test.each([
    ['in one transaction', ''],
    ['statement by statement', 'transaction:false'],
  ])('that cannot be had is skipped, and applied once it can be: %s', async (_case, mode) => {
    const database = await testDatabase(major)
    const extension = madeUpExtension(database)
    const { name } = extension
    const application = await testApplication(
      { auth: { url: database.url } },
      {
        'auth/001_tables.sql': tables,
        'auth/002_extra.sql': optional(
          name,
          `create extension ${name};\ncreate table answers as select ${name}_answer() as answer;`,
          mode,
        ),
        'auth/003_more.sql': migration('create table more (id int);'),
      },
    )
    // PostgreSQL 14 says which file it looked for.
    const reason = expect.stringMatching(
      `^(extension "${name}" is not available|could not open .*${name})`,
    ) as string
    const first = await up(await application.open(), everything)
    expect(first.failure).toBeNull()
    expect(first.databases).toMatchObject([
      {
        skipped: [{ revision: '002_extra', reason }],
        head: '003_more',
        pending: ['002_extra'],
      },
    ])
    expect(
      await database.run(`select state, reason, statements from elenchus.ledger
      where revision = '002_extra'`),
    ).toEqual([{ state: 'skipped', reason, statements: 0 }])

    const shown = await application.cli('status', '--check')
    expect(shown.code).toBe(0)
    expect(shown.stdout).toMatch(new RegExp(`skipped +002_extra .*${name}`))
    const again = await up(await application.open(), everything)
    expect(again.databases[0]).toMatchObject({ done: [], skipped: [{ revision: '002_extra' }] })

    await extension.provide()
    const later = await up(await application.open(), everything)
    expect(later.failure).toBeNull()
    expect(later.databases[0]?.done.map(({ revision }) => revision)).toEqual(['002_extra'])
    expect(await database.run('select answer from answers')).toEqual([{ answer: 42 }])
    expect((await revisionsIn(application)).map(({ state }) => state)).toEqual([
      'applied',
      'applied',
      'applied',
    ])
    expect((await up(await application.open(), everything)).databases[0]).toMatchObject({
      done: [],
      skipped: [],
    })
  })

  test('that the role may not create is skipped in PostgreSQL’s words, until somebody may', async () => {
    const database = await testDatabase(major)
    const extension = madeUpExtension(database)
    const { name } = extension
    await extension.provide()
    const role = database.name.replace('test', 'modest')
    await database.run(`create role ${role} login;
      grant create on database ${database.name} to ${role}; create schema mine authorization ${role}`)
    try {
      const application = await testApplication(
        { auth: { url: database.url.replace('postgres@', `${role}@`) } },
        {
          'auth/001_extra.sql': optional(
            name,
            `create extension if not exists ${name};
create table mine.answers as select ${name}_answer() as answer;`,
          ),
        },
      )
      const first = await up(await application.open(), everything)
      expect(first.failure).toBeNull()
      expect(first.databases[0]?.skipped).toEqual([
        { revision: '001_extra', reason: `permission denied to create extension "${name}"` },
      ])
      await database.run(`create extension ${name}`)
      expect((await up(await application.open(), everything)).failure).toBeNull()
      expect(await database.run('select answer from mine.answers')).toEqual([{ answer: 42 }])
    } finally {
      await database.run(`drop owned by ${role}; drop role ${role}`)
    }
  })

  test('is tried and taken back by a dry run, and nothing is recorded', async () => {
    const database = await testDatabase(major)
    const extension = madeUpExtension(database)
    await extension.provide()
    const application = await testApplication(
      { auth: { url: database.url } },
      { 'auth/001_extra.sql': optional(extension.name, `create extension ${extension.name};`) },
    )
    const told = await application.cli('up', '--dry-run')
    expect(told.code).toBe(0)
    expect(told.stdout).toContain(`create extension ${extension.name}`)
    expect(
      await database.run(`select from pg_extension where extname = '${extension.name}'`),
    ).toEqual([])
    expect((await revisionsIn(application)).map(({ state }) => state)).toEqual(['pending'])
  })
})

test('embedded: what comes along is applied at once, what does not is skipped', async () => {
  const application = await testApplication(
    { auth: {} },
    {
      'auth/001_vectors.sql': optional(
        'vector',
        'create extension vector;\ncreate table points (at vector(3));',
      ),
      'auth/002_places.sql': optional('postgis', 'create extension postgis;'),
    },
  )
  const run = await application.open({ environment: { cache: testCache } })
  const release = await up(run, everything)
  expect(release.failure).toBeNull()
  expect(release.databases[0]).toMatchObject({
    done: [{ revision: '001_vectors' }],
    skipped: [{ revision: '002_places', reason: expect.stringContaining('"postgis"') as string }],
  })
  expect(await revisionsIn(application)).toMatchObject([
    { revision: '001_vectors', state: 'applied' },
    { revision: '002_places', state: 'skipped' },
  ])
})
