import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Release } from '../../src/index.ts'
import { systemClock } from '../../src/kernel/clock.ts'
import { holding, until } from '../support/fault-sessions.ts'
import { migration } from '../support/sql-migration.ts'
import {
  testApplication,
  type CliResult,
  type TestApplication,
} from '../support/test-application.ts'
import { testDatabase } from '../support/test-database.ts'

const RUNNERS = 20

const migrations = {
  'auth/001_log.sql': migration('create table log (what text);'),
  'auth/002_first.sql': migration(`insert into log values ('first');`),
  'auth/003_second.sql': `-- migrate:up transaction:false
insert into log values ('second');
create index concurrently log_what on log (what);
`,
}

// Twenty programs on a busy machine take their time to start.
describe('of twenty runners started together', { timeout: 240_000 }, () => {
  test('on a server one applies, the others wait and find nothing to do', async () => {
    const database = await testDatabase(18)
    const application = await testApplication({ auth: { url: database.url } }, migrations)
    const results = await startTogether(application, ['--wait', '10min'])
    expect(results.map(({ code }) => code)).toEqual(results.map(() => 0))
    expect(workersAmong(results)).toEqual([['001_log', '002_first', '003_second']])
    expect(await database.run('select what from log')).toEqual([
      { what: 'first' },
      { what: 'second' },
    ])
    expect(
      await database.run('select count(distinct release)::int as n from elenchus.ledger'),
    ).toEqual([{ n: 1 }])
  })

  test('on a server one applies, the others say who holds it', async () => {
    const database = await testDatabase(15)
    await database.run('create table gate (id int)')
    const application = await testApplication(
      { auth: { url: database.url } },
      { ...migrations, 'auth/004_gate.sql': migration('select from gate;') },
    )
    const gate = await holding(database, 'lock table gate')
    const patient = ['--lock-timeout', '10min', '--wait', '1ms']
    const ended: CliResult[] = []
    const all = startTogether(application, patient, (result) => ended.push(result))
    // The one at work stands before the gate, and the others have come and gone.
    while (ended.length < RUNNERS - 1) await until(database, 'select 1')
    const [holder] = await database.run(
      `select pid from pg_locks where locktype = 'advisory' and granted`,
    )
    await gate.release()
    const results = await all
    const refused = results.filter(({ code }) => code !== 0)
    expect(refused).toHaveLength(RUNNERS - 1)
    for (const { code, stdout } of refused) {
      expect(code).toBe(2)
      expect(stdout).toContain('Another run is at work on database')
      expect(stdout).toContain(`process ${String(holder?.['pid'])} of \\"elenchus\\"`)
    }
    expect(workersAmong(results)).toEqual([['001_log', '002_first', '003_second', '004_gate']])
    expect(await database.run('select what from log')).toEqual([
      { what: 'first' },
      { what: 'second' },
    ])
  })

  test('embedded, one applies, the others wait and find nothing to do', async () => {
    const application = await testApplication({ auth: {} }, migrations)
    const results = await startTogether(application, ['--wait', '10min'])
    expect(results.map(({ code }) => code)).toEqual(results.map(() => 0))
    expect(workersAmong(results)).toEqual([['001_log', '002_first', '003_second']])
  })

  test('embedded, one applies, the others say who holds it', async () => {
    // A statement that waits for a file in the data folder, which is where PostgreSQL looks.
    const gate = `do $$ begin
  while pg_stat_file('gate', true) is null loop perform pg_sleep(0.05); end loop;
end $$;`
    const application = await testApplication(
      { auth: {} },
      { ...migrations, 'auth/004_gate.sql': migration(gate) },
    )
    const ended: CliResult[] = []
    const all = startTogether(application, ['--wait', '1ms'], (result) => ended.push(result))
    const data = join(application.folder, '.elenchus/auth')
    while (ended.length < RUNNERS - 1 || !existsSync(data)) await systemClock.sleep(20)
    await writeFile(join(data, 'gate'), '')
    const results = await all
    const refused = results.filter(({ code }) => code !== 0)
    expect(refused).toHaveLength(RUNNERS - 1)
    for (const { code, stdout } of refused) {
      expect(code).toBe(2)
      expect(stdout).toMatch(/is in use by process \d+/)
    }
    expect(workersAmong(results)).toEqual([['001_log', '002_first', '003_second', '004_gate']])
  })
})

test('two applications with an embedded database of one name do not meet', async () => {
  const both = [
    await testApplication({ auth: {} }, migrations),
    await testApplication({ auth: {} }, migrations),
  ]
  const results = await Promise.all(both.map((application) => upAsJson(application, [])))
  expect(workersAmong(results)).toHaveLength(2)
  const shown = await Promise.all(both.map((application) => application.cli('status', '--check')))
  expect(shown.map(({ code }) => code)).toEqual([0, 0])
})

test('two runs over two databases do not wait for each other for ever', async () => {
  const [auth, specs] = [await testDatabase(18), await testDatabase(18)]
  const databases = { auth: { url: auth.url, after: ['specs'] }, specs: { url: specs.url } }
  const application = await testApplication(databases, {
    ...migrations,
    'specs/010_log.sql': migration('create table log (what text);'),
  })
  const runs = ['auth', 'specs', 'auth,specs', 'specs,auth'].map((only) =>
    upAsJson(application, ['--only', only]),
  )
  const results = await Promise.all(runs)
  const done = workersAmong(results).flat()
  expect([...done].sort()).toEqual(['001_log', '002_first', '003_second', '010_log'])
})

async function startTogether(
  application: TestApplication,
  words: readonly string[],
  onEnd: (result: CliResult) => void = () => undefined,
): Promise<readonly CliResult[]> {
  const runs = Array.from({ length: RUNNERS }, async () => {
    const result = await upAsJson(application, words)
    onEnd(result)
    return result
  })
  return Promise.all(runs)
}

function upAsJson(application: TestApplication, words: readonly string[]): Promise<CliResult> {
  return application.cli('up', '--format', 'json', ...words)
}

/** What was applied, by each that applied something. */
function workersAmong(results: readonly CliResult[]): readonly (readonly string[])[] {
  return results
    .filter(({ code }) => code === 0)
    .map(({ stdout }) => (JSON.parse(stdout) as Release).databases.flatMap(({ done }) => done))
    .filter((done) => done.length > 0)
    .map((done) => done.map(({ revision }) => revision))
}
