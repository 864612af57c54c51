import { readdir, readFile, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { migration } from '../support/sql-migration.ts'
import { runCli, testApplication } from '../support/test-application.ts'

test('from nothing to an applied migration: init, new, up, status, snapshot', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'elenchus-new-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const run = async (...words: string[]): Promise<string> => {
    const { code, stdout, stderr } = await runCli(folder, words)
    expect({ words, code, stderr }).toMatchObject({ words, code: 0 })
    return stdout
  }
  expect(await run('init', 'auth', 'specs')).toContain('elenchus.config.ts')
  expect(await readFile(join(folder, '.gitignore'), 'utf8')).toContain('.elenchus/')
  const file = (await run('new', 'auth', 'Users & roles')).trim()
  expect(file).toBe('migrations/auth/001_users_roles.sql')
  expect(await run('new', 'specs', 'projects')).toBe('migrations/specs/001_projects.sql\n')
  expect((await runCli(folder, ['status', '--check'])).code).toBe(1)
  await writeFile(
    join(folder, file),
    migration('create table users (id int);', 'drop table users;'),
  )
  expect(await run('up')).toMatch(/auth +1 applied, at 001_users_roles\n/)
  await run('status', '--check')
  const snapshot = JSON.parse(await run('snapshot', '--only', 'auth')) as {
    catalogue: { tables: { name: string }[] }
  }
  expect(snapshot.catalogue.tables.map(({ name }) => name)).toEqual(['users'])
  await run('down', '--only', 'auth')
  expect(await readdir(join(folder, '.elenchus'))).toEqual(expect.arrayContaining(['auth']))
})

test('a folder of migrations without settings is an application of embedded databases', async () => {
  const application = await testApplication({ auth: {} }, { 'auth/001_a.sql': migration('') })
  await rm(join(application.folder, 'elenchus.config.json'))
  expect(await application.cli('up')).toMatchObject({ code: 0 })
  const { stdout } = await application.cli('status', '--format', 'json')
  expect(JSON.parse(stdout)).toMatchObject({
    kind: 'status',
    current: true,
    databases: [{ database: 'auth', engine: 'embedded', revisions: [{ state: 'applied' }] }],
  })
})

test('stdout carries the result and nothing else', async () => {
  const application = await testApplication(
    { auth: {} },
    { 'auth/001_a.sql': migration(`do $$ begin raise notice 'look'; end $$;`) },
  )
  const { stdout, stderr } = await application.cli('up')
  expect(stdout).toMatch(/^auth {2}1 applied, at 001_a\n {2}notice in 001_a: look\n$/)
  expect(stderr).toMatch(/^auth {2}001_a {2}done {2}[\d.]+ m?s\n$/)
})
