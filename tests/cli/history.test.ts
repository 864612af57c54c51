import { cp, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { nativeShadow } from '../support/plan-place.ts'
import { migration } from '../support/sql-migration.ts'
import { runCli, testApplication, type CliResult } from '../support/test-application.ts'
import { serverUrl, testDatabase } from '../support/test-database.ts'

const root = join(import.meta.dirname, '../..')

/** The example in a folder of its own. */
async function socrates(): Promise<(...words: readonly string[]) => Promise<CliResult>> {
  const folder = await mkdtemp(join(tmpdir(), 'elenchus-history-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  for (const name of ['migrations', 'elenchus.config.ts']) {
    await cp(join(root, 'examples/socrates', name), join(folder, name), { recursive: true })
  }
  return (...words) => runCli(folder, words)
}

function golden(name: string): Promise<string> {
  return readFile(join(root, 'tests/golden', name), 'utf8')
}

/** Which minor version the engine is of is nobody's business. */
function versionless(text: string): string {
  return text.replace(/PostgreSQL [\d.]+/g, 'PostgreSQL')
}

describe('the history of examples/socrates', () => {
  test('as a list, with what each migration waits for', async () => {
    const cli = await socrates()
    const { stdout, code } = await cli('history')
    expect(code).toBe(0)
    expect(stdout).toBe(await golden('history-socrates.txt'))
    const one = JSON.parse((await cli('history', 'auth', '--format', 'json')).stdout) as unknown
    expect(one).toMatchObject({
      kind: 'history',
      databases: [
        {
          database: 'auth',
          heads: ['002_admin_management'],
          bases: ['001_initial_schema'],
          nodes: [{ parents: [], state: 'pending' }, { parents: ['001_initial_schema'] }],
        },
      ],
    })
  })

  test('replayed, with the way down of each', async () => {
    const cli = await socrates()
    const { stdout, code } = await cli('history', 'check', '--down')
    // Its last migration leaves the extension there that it asked for.
    expect(code).toBe(1)
    expect(versionless(stdout)).toBe(await golden('history-check-socrates.txt'))
  })

  test('blamed', async () => {
    const cli = await socrates()
    const { stdout, code } = await cli('blame', 'auth', 'admin_roles')
    expect({ stdout, code }).toEqual({ stdout: await golden('blame-socrates.txt'), code: 0 })
    const json = await cli('blame', 'auth', 'users.email', '--format', 'json')
    expect(JSON.parse(json.stdout)).toMatchObject({
      kind: 'blame',
      lives: [
        {
          object: { kind: 'column', schema: 'public', relation: 'users', name: 'email' },
          isThere: true,
          deeds: [
            {
              revision: '001_initial_schema',
              change: { kind: 'created' },
              places: [{ file: 'migrations/auth/001_initial_schema.sql', line: 18, column: 1 }],
            },
          ],
        },
      ],
      parts: [],
      failed: [],
      unread: [],
      compared: null,
    })
  })

  test('as one script, which PostgreSQL takes as it is', async () => {
    const cli = await socrates()
    const { stdout } = await cli('history', 'sql', 'auth')
    const database = await testDatabase(18)
    await database.run(stdout)
    expect(
      await database.run(`select count(*)::int as tables from pg_tables
      where schemaname = 'public'`),
    ).toEqual([{ tables: 5 }])
    const whole = (await cli('history', 'sql')).stdout
    expect(
      [...whole.matchAll(/^-- database (\S+): (\d+)/gm)].map((found) => found.slice(1)),
    ).toEqual([
      ...[
        ['auth', '001'],
        ['auth', '002'],
      ],
      ...['003', '004', '005', '006', '007', '008', '009', '010'].map((id) => ['specs', id]),
    ])
  })

  test('one migration, by the beginning of its name', async () => {
    const cli = await socrates()
    const { stdout, code } = await cli('history', 'show', 'admin')
    expect(code).toBe(0)
    expect(stdout).toMatch(/^-- database auth: 002_admin_management\n/)
    expect(stdout).toMatch(/\n-- up\nbegin;\n[^]*\ncommit;\n-- down\nbegin;\n[^]*\ncommit;\n$/)
    const json = JSON.parse(
      (await cli('history', 'show', 'auth/002', '--format', 'json')).stdout,
    ) as {
      up: { statements: { sql: string; at: { line: number } }[] }[]
    }
    expect(json).toMatchObject({ kind: 'revision', id: '002_admin_management' })
    expect(json.up[0]?.statements[0]?.sql).toMatch(/^create /)
  })
})

describe('bad input', () => {
  async function told(words: readonly string[], said: RegExp, hint: RegExp): Promise<void> {
    const application = await testApplication(
      { auth: {}, specs: {} },
      {
        'auth/001_users.sql': migration('create table users (id int);'),
        'auth/002_user_names.sql': migration('alter table users add column name text;'),
        'specs/001_users.sql': migration('create table users (id int);'),
      },
      nativeShadow(),
    )
    const { code, stdout, stderr } = await application.cli(...words)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toMatch(said)
    expect(stderr).toMatch(hint)
  }

  test.each<[readonly string[], RegExp, RegExp]>([
    [['history', 'show', 'auth/004'], /There is no migration "auth\/004"/, /elenchus status/],
    [['history', 'show', 'auth/002_user_nmaes'], /did you mean "auth\/002_user_names"/, /Name it/],
    [['history', 'show', '001'], /More than one database/, /"auth\/001" or "specs\/001"/],
    [
      ['history', 'show', 'auth/0'],
      /More than one migration begins with/,
      /"auth\/002_user_names"/,
    ],
    [['history', 'atuh'], /no database "atuh"; did you mean "auth"/, /It has/],
    [['history', 'check', 'nowhere'], /no database "nowhere"/, /It has/],
    [['blame', 'auth', 'usres'], /No migration makes an object "usres"/, /Did you mean "users"/],
    [['blame', 'auth', 'users.nmae'], /"users\.nmae"/, /Did you mean "users\.name"/],
    [['blame', 'auth'], /missing required argument 'object'/, /help/],
  ])('%s', told)
})

describe('history check', () => {
  test('a migration that fails is told with its place, those after it are tried, and the code is 1', async () => {
    const application = await testApplication(
      { auth: {} },
      {
        'auth/001_a.sql': migration('create table a (id int);'),
        'auth/002_b.sql': migration('alter table a\n  add column id int;'),
        'auth/003_c.sql': migration('create table c (id int);'),
      },
      nativeShadow(),
    )
    const { code, stdout } = await application.cli('history', 'check')
    expect(code).toBe(1)
    expect(stdout).toMatch(/3 migrations replayed on PostgreSQL .*: 2 applied, 1 failed\n/)
    expect(stdout).toMatch(
      /failed {3}002_b {2}.*\n {4}column "id" of relation "a" already exists\n/,
    )
    expect(stdout).toContain('at migrations/auth/002_b.sql:')
    const json = await application.cli('history', 'check', '--format', 'json')
    expect(json.code).toBe(1)
    expect(JSON.parse(json.stdout)).toMatchObject({ kind: 'history-check', sound: false })
    const blamed = await application.cli('blame', 'auth', 'c')
    expect(blamed).toMatchObject({ code: 0 })
    expect(blamed.stdout).toContain('002_b failed on the shadow: what it would do is not known')
  })

  test('on a server where nobody may make event triggers blame knows the migrations, and says so', async () => {
    const database = await testDatabase(15)
    await database.run(
      `do $$ begin create role shadow_maker login createdb; exception when duplicate_object then null; end $$`,
    )
    const url = serverUrl(15, 'postgres').replace('postgres@', 'shadow_maker@')
    const application = await testApplication(
      { auth: {} },
      {
        'auth/001_a.sql': migration('create table a (id int);'),
        'auth/002_b.sql': migration('alter table a add column b int;'),
      },
      { shadow: { url } },
    )
    const { stdout, code } = await application.cli('blame', 'auth', 'a')
    expect(code).toBe(0)
    expect(stdout).toBe(`table public.a  created  001_a  migrations/auth/001_a.sql
  column id     created  001_a  migrations/auth/001_a.sql
  column b      created  002_b  migrations/auth/002_b.sql
The shadow lets nobody make event triggers: all was compared after each migration, and which statement did what is not known.
`)
  })

  test('a database that cannot be reached has a history all the same', async () => {
    const application = await testApplication(
      { auth: { url: 'postgresql://app:swordfish@127.0.0.1:9/x' } },
      { 'auth/001_a.sql': migration('') },
    )
    const { stdout, code } = await application.cli('history')
    expect(code).toBe(0)
    expect(stdout).toMatch(/001_a[^]*what is applied is not known: Cannot connect to "x at/)
    expect(stdout).not.toContain('swordfish')
  })
})
