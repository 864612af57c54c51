import { expect, test } from 'vitest'
import { up, type Release } from '../../src/index.ts'
import { systemClock, type Clock } from '../../src/kernel/clock.ts'
import type { Progress } from '../../src/kernel/progress.ts'
import { recordedProgress } from '../support/fault-progress.ts'
import { holding, sessionOn, until, type Holder } from '../support/fault-sessions.ts'
import { ledgerOf } from '../support/fault-ledger.ts'
import { startTraffic } from '../support/fault-traffic.ts'
import { migration, stepwise } from '../support/sql-migration.ts'
import { testApplication, type TestApplication } from '../support/test-application.ts'
import { testDatabase, type TestDatabase } from '../support/test-database.ts'

const everything = { only: [], to: null, allowOutOfOrder: false }

/** Milliseconds that a busy machine may add to anything. */
const SLACK = 1500

interface Patience {
  readonly lock: number
  readonly lockRetries: number
  readonly progress?: Progress
  readonly clock?: Clock
}

async function applied(application: TestApplication, patience: Patience): Promise<Release> {
  const { lock, lockRetries, ...ears } = patience
  const environment = { ...ears, random: () => 0 }
  return up(await application.open({ timeouts: { lock, lockRetries }, environment }), everything)
}

function applicationOf(database: TestDatabase, text: string): Promise<TestApplication> {
  return testApplication({ auth: { url: database.url } }, { 'auth/001_m.sql': text })
}

const people = 'create table people (id int); create table log (what text);'
const widened = migration(
  `insert into log values ('before');\nalter table people add column name text;`,
)
const tries = (details: readonly string[]): number =>
  details.filter((detail) => detail.startsWith('a lock was not to be had')).length

test.each([
  ['access exclusive', 15],
  ['share', 18],
] as const)('a lock in mode %s is come back for until it is to be had', async (mode, major) => {
  const database = await testDatabase(major)
  await database.run(people)
  const application = await applicationOf(database, widened)
  const holder = await holding(database, `lock table people in ${mode} mode`)
  const progress = recordedProgress(() => {
    if (tries(progress.details) === 2) void holder.release()
  })
  const { failure } = await applied(application, { lock: 100, lockRetries: 20, progress })
  expect(failure).toBeNull()
  expect(tries(progress.details)).toBeGreaterThanOrEqual(2)
  expect(await database.run('select what from log')).toEqual([{ what: 'before' }])
  expect(await ledgerOf(database)).toMatchObject([{ state: 'applied' }])
})

test('while it comes back for a lock, nobody waits behind it for longer than the timeout', async () => {
  const database = await testDatabase(18)
  await database.run(people)
  const application = await applicationOf(database, widened)
  const reader = await holding(database, 'select from people')
  const { progress, spent } = releasedAfter(reader, 4)
  const traffic = await startTraffic(database, 'select from people')
  const { failure } = await applied(application, { lock: 300, lockRetries: 20, progress })
  const { longest, statements } = await traffic.stop()
  expect(failure).toBeNull()
  expect(spent()).toBe('tries')
  expect(statements).toBeGreaterThan(20)
  // It did queue, so the test sees what it is to see, and it let go.
  expect(longest).toBeGreaterThan(150)
  expect(longest).toBeLessThan(300 + SLACK)
})

test('detaching a partition stops those who read it for no longer than the timeout', async () => {
  const database = await testDatabase(15)
  await database.run(measures)
  const application = await applicationOf(database, detached)
  const reader = await holding(database, 'select from measures_2020')
  const { progress, spent } = releasedAfter(reader, 4)
  const traffic = await startTraffic(database, 'select from measures_2020')
  const { failure } = await applied(application, { lock: 300, lockRetries: 20, progress })
  const { longest } = await traffic.stop()
  expect(failure).toBeNull()
  expect(spent()).toBe('tries')
  expect(longest).toBeGreaterThan(150)
  expect(longest).toBeLessThan(300 + SLACK)
  expect(await database.run('select from pg_inherits')).toEqual([])
})

test('detaching that gives up half way is finished by the next run', async () => {
  const database = await testDatabase(18)
  await database.run(measures)
  const application = await applicationOf(database, detached)
  const reader = await holding(database, 'select from measures')
  const { failure } = await applied(application, { lock: 50, lockRetries: 1 })
  expect(failure?.message).toContain('lock timeout')
  expect(await database.run('select inhdetachpending as pending from pg_inherits')).toEqual([
    { pending: true },
  ])
  expect(await ledgerOf(database)).toMatchObject([{ state: 'partial', in_doubt: true }])
  await reader.release()
  expect((await applied(application, { lock: 3000, lockRetries: 1 })).failure).toBeNull()
  expect(await database.run('select from pg_inherits')).toEqual([])
})

test('building an index concurrently lets reads and writes through while it waits', async () => {
  const database = await testDatabase(18)
  await database.run(people)
  const text = stepwise('create index concurrently people_id on people (id);')
  const application = await applicationOf(database, text)
  const writer = await holding(database, 'insert into people values (1)')
  const building = applied(application, { lock: 100, lockRetries: 0 })
  await until(
    database,
    `select from pg_stat_progress_create_index
    where datname = current_database() and phase like 'waiting%'`,
  )
  const traffic = await startTraffic(database, 'insert into people select max(id) from people')
  await systemClock.sleep(500)
  const { longest, statements } = await traffic.stop()
  expect(statements).toBeGreaterThan(3)
  expect(longest).toBeLessThan(SLACK)
  await writer.release()
  // The timeout of 100 ms is none of its business: it would only leave an invalid index.
  expect((await building).failure).toBeNull()
})

test('it gives up after so many retries, says so, and has changed nothing', async () => {
  const database = await testDatabase(14)
  await database.run(people)
  const application = await applicationOf(database, widened)
  await holding(database, 'lock table people')
  const pauses: number[] = []
  const clock = {
    ...systemClock,
    sleep: (milliseconds: number): Promise<void> => {
      pauses.push(milliseconds)
      return Promise.resolve()
    },
  }
  const { failure } = await applied(application, { lock: 30, lockRetries: 8, clock })
  expect(failure).toMatchObject({ code: 'migration-failed', at: { line: 5, column: 1 } })
  expect(failure?.hint).toContain('--lock-timeout')
  // Half of the pause at least, doubled from 250 ms and never above 15 s.
  expect(pauses).toEqual([125, 250, 500, 1000, 2000, 4000, 7500, 7500])
  expect(await database.run('select what from log')).toEqual([])
  expect(await ledgerOf(database)).toEqual([])

  const words = ['up', '--lock-timeout', '30ms', '--lock-retries', '0']
  const told = await application.cli(...words)
  expect(told.code).toBe(2)
  expect(told.stderr).toContain('canceling statement due to lock timeout')
})

test('the timeout that a migration sees is the one of the settings', async () => {
  const database = await testDatabase(18)
  await database.run(`create table seen (at text, timeout text); create table t (id int);
    insert into t values (1);
    create function tell(n int) returns int immutable language plpgsql as
      $$ begin raise notice 'building with %', current_setting('lock_timeout'); return n; end $$`)
  const see = (at: string): string =>
    `insert into seen select '${at}', current_setting('lock_timeout');`
  const application = await testApplication(
    { auth: { url: database.url } },
    {
      'auth/001_whole.sql': migration(see('whole')),
      'auth/002_steps.sql': stepwise(
        `${see('step')}
do $$ begin ${see('block')} end $$;
create index concurrently t_told on t (tell(id));
${see('after')}`,
      ),
      'auth/003_next.sql': migration(see('next')),
    },
    { timeouts: { lock: '1234ms' } },
  )
  const release = await up(await application.open(), everything)
  expect(release.failure).toBeNull()
  const seen = await database.run('select at, timeout from seen')
  expect(seen.map(({ at }) => at)).toEqual(['whole', 'step', 'block', 'after', 'next'])
  expect(new Set(seen.map(({ timeout }) => timeout))).toEqual(new Set(['1234ms']))
  const told = release.databases[0]?.done.flatMap(({ notices }) => notices) ?? []
  expect(told.length).toBeGreaterThan(0)
  expect(new Set(told.map(({ message }) => message))).toEqual(new Set(['building with 0']))
})

test('it says for which process it waits', async () => {
  const database = await testDatabase(15)
  await database.run(people)
  const application = await applicationOf(database, widened)
  const reporting = { ...database, url: `${database.url}?application_name=reporting` }
  const holder = await holding(reporting, 'lock table people')
  const awaited = `waiting for a lock held by process ${holder.processId} of "reporting"`
  const progress = recordedProgress(({ detail }) => {
    if (detail === awaited) void holder.release()
  })
  // Should it never be told, the lock times out, and the test fails.
  const { failure } = await applied(application, { lock: 20_000, lockRetries: 0, progress })
  expect(failure).toBeNull()
  expect(progress.details).toContain(awaited)
})

test('of a deadlock that PostgreSQL ends at its cost it tries again', async () => {
  const database = await testDatabase(18)
  await database.run(`${people} create table pets (id int);`)
  const text = migration('alter table people add a int;\nalter table pets add a int;')
  const application = await applicationOf(database, text)
  const other = await sessionOn(database)
  await other.session.run('begin; lock table pets')
  const progress = recordedProgress()
  const running = applied(application, { lock: 20_000, lockRetries: 5, progress })
  await until(database, `select from pg_locks where not granted and relation = 'pets'::regclass`)
  // Who has waited for longer looks first, and is the one that gives way.
  await other.session.run('lock table people')
  await other.session.close()
  expect((await running).failure).toBeNull()
  expect(tries(progress.details)).toBe(1)
  expect(await database.run(`select from pg_attribute where attname = 'a'`)).toHaveLength(2)
})

test('a lock on the ledger is come back for as well', async () => {
  const database = await testDatabase(18)
  await database.run(people)
  const application = await applicationOf(database, widened)
  expect((await applied(application, { lock: 100, lockRetries: 0 })).failure).toBeNull()
  await application.migration('auth/002_n.sql', migration(`insert into log values ('second');`))
  const holder = await holding(database, 'lock table elenchus.ledger in share mode')
  const progress = recordedProgress(() => {
    if (tries(progress.details) === 1) void holder.release()
  })
  const { failure } = await applied(application, { lock: 100, lockRetries: 20, progress })
  expect(failure).toBeNull()
  expect(await database.run('select what from log')).toEqual([
    { what: 'before' },
    { what: 'second' },
  ])
})

test('a statement that stands alone comes back for its lock too', async () => {
  const database = await testDatabase(18)
  await database.run(people)
  const application = await applicationOf(database, stepwise('vacuum people;'))
  const holder = await holding(database, 'lock table people')
  const progress = recordedProgress(() => {
    if (tries(progress.details) === 1) void holder.release()
  })
  const { failure } = await applied(application, { lock: 100, lockRetries: 20, progress })
  expect(failure).toBeNull()
  expect(tries(progress.details)).toBeGreaterThanOrEqual(1)
})

const measures = `create table measures (year int) partition by list (year);
  create table measures_2020 partition of measures for values in (2020);`
const detached = stepwise('alter table measures detach partition measures_2020 concurrently;')

/** Lets a lock go after so many tries, or after six seconds, so that a queue without end ends. */
function releasedAfter(
  holder: Holder,
  count: number,
): { readonly progress: Progress; readonly spent: () => 'tries' | 'time' | null } {
  let spent: 'tries' | 'time' | null = null
  const release = (reason: 'tries' | 'time'): void => {
    spent ??= reason
    void holder.release()
  }
  const timer = setTimeout(() => release('time'), 6000)
  const progress = recordedProgress(() => {
    if (tries(progress.details) < count) return
    clearTimeout(timer)
    release('tries')
  })
  return { progress, spent: () => spent }
}
