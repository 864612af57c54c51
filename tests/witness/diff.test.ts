import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { diff, parseWitness, snapshotDatabase, up, type Diff } from '../../src/index.ts'
import { printSnapshot } from '../../src/catalogue/snapshot.ts'
import { nativeShadow } from '../support/plan-place.ts'
import { migration } from '../support/sql-migration.ts'
import { testApplication, type TestApplication } from '../support/test-application.ts'
import { testDatabase, type TestDatabase } from '../support/test-database.ts'

const everything = { only: [], to: null, allowOutOfOrder: false }

const users = migration(`create table users (id int primary key, email varchar(255));
  create view emails as select email from users;`)

async function fixture(major: 15 | 18): Promise<{ app: TestApplication; auth: TestDatabase }> {
  const auth = await testDatabase(major)
  const app = await testApplication(
    { auth: { url: auth.url } },
    {
      'auth/001_users.sql': users,
      'auth/002_names.sql': migration('alter table users add name text;'),
    },
    nativeShadow(),
  )
  expect((await up(await app.open(), everything)).failure).toBeNull()
  return { app, auth }
}

async function compare(app: TestApplication, left: string, right: string): Promise<Diff> {
  const names = [parseWitness(left), parseWitness(right)] as const
  return diff(await app.open(), names, { constraintNames: true })
}

describe.each([15, 18] as const)('witnesses, the database being PostgreSQL %i', (major) => {
  test('a database, its history, its snapshot, its address and its schema as SQL agree', async () => {
    const { app, auth } = await fixture(major)
    const snapshot = join(app.folder, 'auth.json')
    await writeFile(snapshot, printSnapshot(await snapshotDatabase(await app.open(), ['auth'])))
    const script = join(app.folder, 'schema.sql')
    await writeFile(
      script,
      `create table users (id int primary key, email varchar(255), name text);
       create view emails as select email from users;`,
    )
    for (const other of ['history:auth', snapshot, auth.url, script]) {
      const found = await compare(app, 'database:auth', other)
      expect({ other, found: found.differences }).toEqual({ other, found: [] })
    }
  })

  test('a history up to a revision lacks what came after it', async () => {
    const { app } = await fixture(major)
    const { differences } = await compare(app, 'history:auth@001', 'database:auth')
    expect(differences).toMatchObject([
      { kind: 'unexpected', object: { kind: 'column', relation: 'users', name: 'name' } },
    ])
  })
})

test('the command prints both sides and exits with 1; equal ones with 0', async () => {
  const app = await testApplication({ auth: {} }, { 'auth/001_users.sql': users })
  await writeFile(join(app.folder, 'a.sql'), 'create table t (a varchar(3), b int);')
  await writeFile(join(app.folder, 'b.sql'), 'create table t (b int, a text);\n\\connect x\n')
  const { code, stdout } = await app.cli('diff', 'a.sql', 'b.sql')
  expect(code).toBe(1)
  expect(stdout).toContain(
    'column public.t.a\n  type\n    a.sql  character varying(3)\n    b.sql  text\n',
  )
  expect(stdout).toContain('table public.t: the columns stand in another order')
  expect(stdout).toContain("b.sql: psql's \\connect left out")
  expect(await app.cli('diff', 'a.sql', 'a.sql')).toMatchObject({ code: 0 })
})

test('names of constraints can be left out of account', async () => {
  const app = await testApplication({ auth: {} }, {}, nativeShadow())
  await writeFile(join(app.folder, 'a.sql'), 'create table t (a int constraint one unique);')
  await writeFile(join(app.folder, 'b.sql'), 'create table t (a int constraint two unique);')
  expect(await app.cli('diff', 'a.sql', 'b.sql')).toMatchObject({ code: 1 })
  expect(await app.cli('diff', 'a.sql', 'b.sql', '--names', 'ignore')).toMatchObject({ code: 0 })
})

describe('bad witnesses', () => {
  test.each([
    [
      'a script with a syntax error',
      'bad.sql',
      /Syntax error at or near "tabel"[^]*bad\.sql:2:8[^]*\^/,
    ],
    ['a script that PostgreSQL refuses', 'refused.sql', /refused\.sql:1:32[^]*\^/],
    ['an extension that is not there', 'extension.sql', /extension "postgis" is not available/],
    ['a snapshot that was edited', 'edited.json', /was edited/],
    ['a file that is not there', 'nowhere.sql', /no SQL file/],
    ['a database that is not there', 'database:nowhere', /no database "nowhere"/],
    ['an address that is not there', 'postgresql://a:secret@127.0.0.1:9/x', /nothing listens/],
    ['a prefix that is none', 'modles:auth', /no kind of witness/],
  ])('%s', async (_title, name, said) => {
    const app = await testApplication({ auth: {} }, { 'auth/001_users.sql': users }, nativeShadow())
    const write = (file: string, text: string): Promise<void> =>
      writeFile(join(app.folder, file), text)
    await write('good.sql', 'create table t (a int);')
    await write('bad.sql', 'create table t (a int);\ncreate tabel u ();\n')
    await write('refused.sql', 'create view v as select * from nowhere;')
    await write('extension.sql', 'create extension postgis;')
    await write(
      'edited.json',
      '{"format":"elenchus-snapshot-1","hash":"x","server":{},"catalogue":{}}',
    )
    const result = await app.cli('diff', 'good.sql', name)
    expect(result.stderr).toMatch(said)
    expect(result.stderr).not.toContain('secret')
    expect(result).toMatchObject({ code: 2, stdout: '' })
  })
})
