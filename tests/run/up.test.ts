import { describe, expect, test } from 'vitest'
import { down, status, up, type Release, type Run } from '../../src/index.ts'
import { migration } from '../support/sql-migration.ts'
import { testApplication } from '../support/test-application.ts'
import { testDatabase } from '../support/test-database.ts'

const everything = { only: [], to: null, allowOutOfOrder: false }

function doneIn(release: Release, database: string): readonly string[] {
  const part = release.databases.find((one) => one.database === database)
  return part?.done.map(({ revision }) => revision) ?? []
}

async function statesIn(run: Run, database: string): Promise<Record<string, string>> {
  const { databases } = await status(run, [database])
  const revisions = databases[0]?.revisions ?? []
  return Object.fromEntries(revisions.map(({ revision, state }) => [revision, state]))
}

const users = migration('create table users (id int primary key);', 'drop table users;')

describe.each([15, 18] as const)('up on PostgreSQL %i', (major) => {
  test('applies what is pending, and a second time nothing', async () => {
    const database = await testDatabase(major)
    const application = await testApplication(
      { auth: { url: database.url } },
      {
        'auth/001_users.sql': users,
        'auth/002_roles.sql': migration('create table roles (id int);'),
      },
    )
    const first = await up(await application.open(), everything)
    expect(first.failure).toBeNull()
    expect(doneIn(first, 'auth')).toEqual(['001_users', '002_roles'])
    const second = await up(await application.open(), everything)
    expect(doneIn(second, 'auth')).toEqual([])
    expect(second.databases[0]).toMatchObject({ head: '002_roles', pending: [] })
    expect(
      await database.run(
        'select revision, state, statements, release from elenchus.ledger order by 1',
      ),
    ).toEqual([
      { revision: '001_users', state: 'applied', statements: 1, release: first.id },
      { revision: '002_roles', state: 'applied', statements: 1, release: first.id },
    ])
  })

  test('a failing statement is shown with its place, rolled back, and told apart from what stands', async () => {
    const [auth, specs] = [await testDatabase(major), await testDatabase(major)]
    const application = await testApplication(
      { auth: { url: auth.url }, specs: { url: specs.url, after: ['auth'] } },
      {
        'auth/001_users.sql': users,
        'specs/003_projects.sql': migration('create table projects (id int);'),
        'specs/004_broken.sql': migration(
          'create table half (id int);\n\ninsert into projects (id, nme)\n  values (1, 2);',
        ),
      },
    )
    const release = await up(await application.open(), everything)
    expect(release.failure).toMatchObject({
      code: 'migration-failed',
      message:
        'Migration "specs/004_broken" failed: column "nme" of relation "projects" does not exist.',
      at: { line: 6, column: 27 },
    })
    expect(release.failure?.excerpt).toContain('> 6 | insert into projects (id, nme)\n')
    expect(release.failure?.excerpt).toContain(`${' '.repeat(4)}| ${' '.repeat(26)}^`)
    expect(release.databases).toMatchObject([
      { database: 'auth', head: '001_users', failed: null, pending: [] },
      { database: 'specs', head: '003_projects', failed: '004_broken', pending: ['004_broken'] },
    ])
    expect(await specs.run(`select to_regclass('half') as half`)).toEqual([{ half: null }])

    await application.migration('specs/004_broken.sql', migration('create table half (id int);'))
    const mended = await up(await application.open(), everything)
    expect(doneIn(mended, 'specs')).toEqual(['004_broken'])
  })

  test('a fault that has no position is placed at its statement', async () => {
    const database = await testDatabase(major)
    const application = await testApplication(
      { auth: { url: database.url } },
      {
        'auth/001_twice.sql': migration(
          'create table t (id int primary key);\ninsert into t values (1);\n  insert into t values (1);',
        ),
      },
    )
    const { failure } = await up(await application.open(), everything)
    expect(failure?.at).toMatchObject({ line: 6, column: 3 })
    expect(failure?.details).toEqual(['Detail: Key (id)=(1) already exists.', 'SQLSTATE: 23505'])
  })

  test('a syntax error anywhere is told before anything is done', async () => {
    const database = await testDatabase(major)
    const application = await testApplication(
      { auth: { url: database.url } },
      { 'auth/001_users.sql': users, 'auth/002_bad.sql': migration('create tabel t ();') },
    )
    await expect(up(await application.open(), everything)).rejects.toMatchObject({
      code: 'syntax-error',
      at: { line: 4, column: 8 },
    })
    expect(await database.run(`select to_regnamespace('elenchus') as ledger`)).toEqual([
      { ledger: null },
    ])
  })

  test('what one migration sets for its session the next does not inherit', async () => {
    const database = await testDatabase(major)
    const application = await testApplication(
      { auth: { url: database.url } },
      {
        'auth/001_path.sql': migration(
          'create schema app; set search_path = app; create table inside (id int);',
        ),
        'auth/002_public.sql': migration('create table outside (id int);'),
      },
    )
    expect((await up(await application.open(), everything)).failure).toBeNull()
    expect(
      await database.run(`select to_regclass('app.inside') is not null as inside,
        to_regclass('public.outside') is not null as outside`),
    ).toEqual([{ inside: true, outside: true }])
  })
})

describe('what up refuses', () => {
  test('a file that was changed after it was applied, until it is accepted', async () => {
    const database = await testDatabase()
    const application = await testApplication(
      { auth: { url: database.url } },
      { 'auth/001_users.sql': users },
    )
    await up(await application.open(), everything)
    await application.migration('auth/001_users.sql', `${users}-- edited\n`)
    expect(await statesIn(await application.open(), 'auth')).toEqual({ '001_users': 'changed' })
    const result = await application.cli('up')
    expect(result.code).toBe(2)
    expect(result.stderr).toMatch(/in the ledger: [0-9a-f]{64}\n.*in the file: {3}[0-9a-f]{64}/)
    expect(result.stderr).toContain('elenchus stamp auth/001_users --accept')
    expect(await application.cli('stamp', 'auth/001_users', '--accept')).toMatchObject({ code: 0 })
    expect(await application.cli('status', '--check')).toMatchObject({ code: 0 })
  })

  test('a full ledger of rows that no file has', async () => {
    const database = await testDatabase()
    const application = await testApplication(
      { auth: { url: database.url } },
      { 'auth/001_users.sql': users },
    )
    await up(await application.open(), everything)
    await database.run(`insert into elenchus.ledger
      (revision, checksum, state, direction, statements, in_doubt, milliseconds, release)
      select n || '_foreign', 'x', 'applied', 'up', 1, false, 1, 'other' from generate_series(1000, 5999) n`)
    const result = await application.cli('up')
    expect(result.code).toBe(2)
    expect(result.stderr).toContain(
      'have 5000 migrations that no file has, "auth/1000_foreign" the first',
    )
    expect(result.stderr).toContain('… and 4990 more')
    expect(result.stderr.length).toBeLessThan(2000)
    const listed = await application.cli('status', '--format', 'json')
    expect(listed.code).toBe(0)
    expect(listed.stdout.match(/"unknown"/g)).toHaveLength(5000)
  })

  test('a table of the name of the ledger that is none', async () => {
    const database = await testDatabase()
    await database.run('create schema elenchus; create table elenchus.ledger (what text)')
    const application = await testApplication(
      { auth: { url: database.url } },
      { 'auth/001_users.sql': users },
    )
    await expect(up(await application.open(), everything)).rejects.toMatchObject({
      code: 'ledger-foreign',
    })
  })

  test('one that came in before what is applied, unless it is asked for', async () => {
    const database = await testDatabase()
    const application = await testApplication(
      { auth: { url: database.url } },
      { 'auth/002_users.sql': users },
    )
    await up(await application.open(), everything)
    await application.migration('auth/001_late.sql', migration('create table late (id int);'))
    await expect(up(await application.open(), everything)).rejects.toMatchObject({
      code: 'out-of-order',
    })
    const release = await up(await application.open(), { ...everything, allowOutOfOrder: true })
    expect(doneIn(release, 'auth')).toEqual(['001_late'])
  })

  test.each([
    ['begin; select 1; commit;', 'transaction-control'],
    ['create index concurrently i on pg_class (oid);', 'not-in-transaction'],
    ['vacuum;', 'not-in-transaction'],
  ])('%s in a section that is one transaction', async (text, code) => {
    const database = await testDatabase()
    const application = await testApplication(
      { auth: { url: database.url } },
      { 'auth/001_x.sql': migration(text) },
    )
    await expect(up(await application.open(), everything)).rejects.toMatchObject({ code })
  })
})

describe('several databases', () => {
  test('requirements are kept, and a cycle is shown', async () => {
    const [auth, specs] = [await testDatabase(), await testDatabase()]
    const databases = { auth: { url: auth.url }, specs: { url: specs.url } }
    const requiring = (other: string): string => `-- elenchus:requires ${other}\n${users}`
    const application = await testApplication(databases, {
      'auth/001_users.sql': users,
      'auth/002_more.sql': `-- elenchus:requires specs/003_x\n-- migrate:up\n-- migrate:down\n`,
      'specs/003_x.sql': requiring('auth/001_users'),
    })
    await expect(
      up(await application.open(), { ...everything, only: ['specs'] }),
    ).rejects.toMatchObject({ code: 'requirement-unmet' })
    const order = (await up(await application.open(), everything)).databases.flatMap(
      ({ done }) => done,
    )
    expect(order.map(({ revision }) => revision)).toEqual(['001_users', '002_more', '003_x'])

    await application.migration('auth/001_users.sql', requiring('specs/003'))
    const result = await application.cli('status')
    expect(result.code).toBe(2)
    expect(result.stderr).toContain('requires')
    expect(result.stderr).toContain('auth/001_users')
    expect(result.stderr).toContain('specs/003_x')
  })

  test('up --to applies only what the named one needs; down --to takes back to it', async () => {
    const [auth, specs] = [await testDatabase(), await testDatabase()]
    const application = await testApplication(
      { auth: { url: auth.url }, specs: { url: specs.url, after: ['auth'] } },
      {
        'auth/001_users.sql': users,
        'specs/003_a.sql': migration('create table a (id int);', 'drop table a;'),
        'specs/004_b.sql': migration('create table b (id int);', 'drop table b;'),
      },
    )
    const first = await up(await application.open(), { ...everything, to: 'specs/003' })
    expect(first.databases.map(({ head }) => head)).toEqual(['001_users', '003_a'])
    await up(await application.open(), everything)
    const back = await down(await application.open(), {
      only: [],
      depth: { kind: 'to', revision: 'specs/003' },
    })
    expect(doneIn(back, 'specs')).toEqual(['004_b'])
    const all = await down(await application.open(), { only: [], depth: { kind: 'all' } })
    expect(all.databases.map(({ head }) => head)).toEqual([null, null])
    expect(await auth.run(`select to_regclass('users') as users`)).toEqual([{ users: null }])
  })
})
