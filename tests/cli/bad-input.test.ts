import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { migration } from '../support/sql-migration.ts'
import { runCli, testApplication, type CliResult } from '../support/test-application.ts'
import { testDatabase } from '../support/test-database.ts'

/** A folder with these files and nothing else. */
async function folderWith(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'elenchus-cli-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), text)
  }
  return folder
}

function expectRefusal(result: CliResult, ...said: readonly (string | RegExp)[]): void {
  expect(result.stdout).toBe('')
  for (const words of said) expect(result.stderr).toMatch(words)
  expect(result.stderr).not.toMatch(/\n\s+at .*\(.*:\d+:\d+\)/)
  expect(result.code).toBe(2)
}

describe('bad input ends with one sentence, the place and the way out, and exit code 2', () => {
  test('an unknown flag, with the one that was meant', async () => {
    const folder = await folderWith({})
    expectRefusal(
      await runCli(folder, ['up', '--onyl', 'auth']),
      /unknown option '--onyl'/,
      /--only/,
    )
  })

  test('an unknown command', async () => {
    expectRefusal(
      await runCli(await folderWith({}), ['upp']),
      /unknown command 'upp'/,
      /Did you mean up/,
    )
  })

  test('a folder that is not there', async () => {
    const folder = await folderWith({ 'a.sql': '' })
    expectRefusal(await runCli(folder, ['audit', 'nowhere']), /"nowhere" is no folder/)
    expectRefusal(await runCli(folder, ['-C', 'a.sql', 'status']), /"a\.sql" is no folder/)
  })

  test('no application', async () => {
    expectRefusal(await runCli(await folderWith({}), ['status']), /elenchus init/)
  })

  test('a settings file with three faults, all told at once', async () => {
    const settings = {
      databases: { auth: { ulr: 'x', after: ['nowhere'] } },
      timeouts: { lock: '3' },
    }
    const folder = await folderWith({ 'elenchus.config.json': JSON.stringify(settings) })
    expectRefusal(await runCli(folder, ['status']), /3 faults/, /ulr/, /nowhere/, /timeouts\.lock/)
  })

  test('a settings file that does not parse', async () => {
    const folder = await folderWith({
      'elenchus.config.ts': 'export default {\n  databases: {{\n}',
    })
    expectRefusal(await runCli(folder, ['status']), /elenchus\.config\.ts:2:/, /\^/)
  })

  test('an unknown database', async () => {
    const application = await testApplication({ auth: {} }, { 'auth/001_a.sql': migration('') })
    expectRefusal(
      await application.cli('up', '--only', 'atuh'),
      /no database "atuh"; did you mean "auth"/,
      /It has "auth"/,
    )
  })

  test('a database that cannot be reached, without its password', async () => {
    const application = await testApplication(
      { auth: { url: 'postgresql://app:swordfish@127.0.0.1:9/x' } },
      { 'auth/001_a.sql': migration('') },
    )
    const result = await application.cli('up')
    expectRefusal(result, /Cannot connect to "x at 127\.0\.0\.1:9 as app": nothing listens there\./)
    expect(result.stderr).not.toContain('swordfish')
  })

  test('a missing right', async () => {
    const database = await testDatabase()
    await database.run(
      `do $$ begin create role may_not login; exception when duplicate_object then null; end $$`,
    )
    const url = database.url.replace('postgres@', 'may_not@')
    const application = await testApplication(
      { auth: { url } },
      { 'auth/001_a.sql': migration('create table a (id int);') },
    )
    const result = await application.cli('up')
    expect(result.stderr).toMatch(/permission denied/)
    expect(result.stderr).toMatch(/grant create on database/)
    expect(result.code).toBe(2)
  })

  test('a migration with a syntax error: file, line, column and caret', async () => {
    const application = await testApplication(
      { auth: {} },
      { 'auth/001_a.sql': migration('create table a (\n  id int,\n  name txt not nul\n);') },
    )
    const result = await application.cli('up')
    expectRefusal(result, /migrations\/auth\/001_a\.sql:6:/, /\n\s+\| +\^/)
  })

  test('an extension that is not there', async () => {
    const application = await testApplication(
      { auth: {} },
      { 'auth/001_a.sql': migration('create extension postgis;') },
    )
    const result = await application.cli('up')
    expect(result.code).toBe(2)
    expect(result.stderr).toContain('extension "postgis" is not available')
    expect(result.stderr).toContain('001_a.sql:4:')
  })

  test('two migrations of one version', async () => {
    const application = await testApplication(
      { auth: {} },
      { 'auth/001_a.sql': migration(''), 'auth/1_b.sql': migration('') },
    )
    expectRefusal(await application.cli('status'), /001_a/, /1_b/)
  })

  test('as JSON the fault is data on stdout', async () => {
    const folder = await folderWith({})
    const { code, stdout } = await runCli(folder, ['status', '--format', 'json'])
    expect(code).toBe(2)
    expect(JSON.parse(stdout)).toMatchObject({ kind: 'error', error: { code: 'no-application' } })
  })
})
