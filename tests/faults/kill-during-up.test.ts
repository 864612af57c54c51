import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { openEmbedded } from '../../src/embedded/open-embedded.ts'
import { testCache } from '../support/test-cache.ts'
import { embeddedWarren } from '../support/fault-embedded-prey.ts'
import { killRuns } from '../support/fault-killing.ts'
import { base, stepwiseMigrations, transactionalMigrations } from '../support/fault-migrations.ts'
import { freshSeed, seededRandom } from '../support/fault-random.ts'
import { resumeUp } from '../support/fault-resume.ts'
import { serverWarren } from '../support/fault-server-prey.ts'
import { until } from '../support/fault-sessions.ts'
import { Victim } from '../support/fault-victim.ts'
import { migration, stepwise } from '../support/sql-migration.ts'
import { testApplication } from '../support/test-application.ts'
import { testDatabase } from '../support/test-database.ts'

/** Enough for an index build of ten milliseconds and more. */
const ROWS = 20_000

const seed = freshSeed()

/** Two migrations, the second with an index build that takes seconds for each scan. */
const slowBuild = {
  'auth/001_first.sql': migration(`insert into log values ('first');`),
  'auth/002_slow.sql': stepwise(`insert into log values ('before');
create unique index concurrently events_slow on events (slow(id));
insert into log values ('after');`),
}
const slowFunction = `create function slow(n int) returns int immutable language plpgsql as
  $$ begin perform pg_sleep(0.01); return n; end $$;`
const quickFunction = `create or replace function slow(n int) returns int immutable language sql as 'select n'`
const stateOfSlow = `select indisvalid as valid from pg_index where indexrelid = to_regclass('events_slow')`

const sets = [
  ['transactional migrations', transactionalMigrations],
  ['migrations of single statements', stepwiseMigrations],
] as const

describe.each(sets)('kill -9 during %s', (_name, migrations) => {
  test.each([15, 18] as const)(
    '40 times on PostgreSQL %i: the next run ends as an undisturbed one',
    { timeout: 600_000 },
    async (major) => {
      const warren = await serverWarren(major, base(ROWS))
      const landings = await killRuns({
        times: 40,
        width: 3,
        random: seededRandom(seed),
        seed,
        prepare: () => warren.prepare(migrations(0.03)),
      })
      expect(landings.during, JSON.stringify({ seed, landings })).toBeGreaterThanOrEqual(20)
    },
  )

  test(
    '20 times embedded: the next run ends as an undisturbed one',
    { timeout: 600_000 },
    async () => {
      const warren = await embeddedWarren(base(6000))
      const landings = await killRuns({
        times: 20,
        width: 3,
        random: seededRandom(seed),
        seed,
        prepare: () => warren.prepare(migrations(0.01)),
      })
      expect(landings.during, JSON.stringify({ seed, landings })).toBeGreaterThanOrEqual(10)
    },
  )
})

describe('an index that is left invalid by a kill is found and rebuilt', () => {
  test('on a server', async () => {
    const database = await testDatabase(15)
    await database.run(base(500) + slowFunction)
    const application = await testApplication({ auth: { url: database.url } }, slowBuild)
    const victim = Victim.startUp(application.folder)
    // The view shows all databases of the server, other tests' among them.
    await until(
      database,
      `select from pg_stat_progress_create_index
      where datname = current_database() and phase like 'building%'`,
    )
    await victim.kill()
    // The server looks every two seconds whether its client is still there.
    await until(
      database,
      `select where not exists (
      select from pg_stat_progress_create_index where datname = current_database())`,
    )
    expect(await database.run(stateOfSlow)).toEqual([{ valid: false }])
    await database.run(quickFunction)
    await resumeUp(application, () => Promise.resolve(false))
    expect(await database.run(stateOfSlow)).toEqual([{ valid: true }])
    expect(await database.run('select what from log')).toHaveLength(3)
  })

  test('embedded', async () => {
    const warren = await embeddedWarren(base(100) + slowFunction)
    const prey = await warren.prepare(slowBuild)
    const data = `${prey.folder}/.elenchus/auth`
    const victim = Victim.startUp(prey.folder)
    while (victim.toldAt.length === 0) await pause(10)
    await pause(500)
    await victim.kill()
    const invalid = await asked(data, stateOfSlow)
    expect(invalid).toEqual([{ valid: false }])
    const { invalidIndexes, log } = await prey.resume()
    expect(invalidIndexes).toEqual([])
    expect(log).toEqual(['1 × after', '1 × before', '1 × first'])
  })
})

test('a kill while PostgreSQL makes its lock file does not spoil the data folder', async () => {
  const application = await testApplication(
    { auth: {} },
    { 'auth/001_a.sql': migration('select;') },
  )
  const folder = join(application.folder, '.elenchus/auth')
  await asked(folder, 'select 1')
  await writeFile(join(folder, 'postmaster.pid'), '')
  await resumeUp(application, () => Promise.resolve(false))
})

async function asked(folder: string, query: string): Promise<readonly unknown[]> {
  const session = await openEmbedded({ folder, cache: testCache })
  try {
    return await session.query(query)
  } finally {
    await session.close()
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}
