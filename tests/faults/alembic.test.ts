import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { expect, onTestFinished, test } from 'vitest'
import { up } from '../../src/run/up.ts'
import { isVerified, verify } from '../../src/run/verify.ts'
import { alembicApplication, alembicProject, everything } from '../support/alembic-application.ts'
import { Victim } from '../support/fault-victim.ts'
import { nativeShadow } from '../support/plan-place.ts'
import type { TestApplication } from '../support/test-application.ts'
import { testDatabase, type TestDatabase } from '../support/test-database.ts'

const table = (name: string): string =>
  `op.create_table("${name}", sa.Column("id", sa.Integer(), primary_key=True))`

const files = alembicProject({
  a1: { up: table('users') },
  a2: {
    after: 'a1',
    up: `${table('roles')}\nop.add_column("users", sa.Column("name", sa.Text()))\n${table('rights')}`,
  },
  a3: { after: 'a2', up: table('teams') },
})

interface Place {
  readonly database: TestDatabase
  readonly application: TestApplication
  /** Keeps everybody from altering the table, until it is called. */
  readonly lock: () => Promise<() => Promise<void>>
}

/** A database at its first revision, in which the second one will wait for a lock. */
async function place(settings: Readonly<Record<string, unknown>> = {}): Promise<Place> {
  const database = await testDatabase()
  const application = await alembicApplication(
    { main: { url: database.url, migrations: { alembic: 'backend' } } },
    files,
    settings,
  )
  await up(await application.open(), { ...everything, to: 'main/a1' })
  const client = new pg.Client({ connectionString: database.url })
  client.on('error', () => undefined)
  await client.connect()
  onTestFinished(() => client.end())
  const lock = async (): Promise<() => Promise<void>> => {
    await client.query('begin; lock table users in access share mode')
    return async () => {
      await client.query('rollback')
    }
  }
  return { database, application, lock }
}

async function waitingForLock(database: TestDatabase): Promise<boolean> {
  const [row] = await database.run(
    `select exists (select from pg_stat_activity where datname = current_database()
    and wait_event_type = 'Lock' and query like 'alter table users%') as waits`,
  )
  return row?.['waits'] === true
}

async function tablesOf(database: TestDatabase): Promise<readonly unknown[]> {
  const rows = await database.run(
    `select relname::text as name from pg_class
    where relkind = 'r' and relnamespace = 'public'::regnamespace order by 1`,
  )
  return rows.map(({ name }) => name)
}

test('a run that is killed in a revision leaves nothing of it, and the next one goes on there', async () => {
  const { database, application, lock } = await place({
    ...nativeShadow(),
    timeouts: { lock: '1min' },
  })
  const unlock = await lock()
  for (let kills = 0; kills < 2; kills += 1) {
    const victim = Victim.startUp(application.folder)
    while (!(await waitingForLock(database))) {
      if (victim.hasEnded) throw victim.failure()
      await pause(20)
    }
    await victim.kill()
    // The server itself notices within two seconds.
    while (await waitingForLock(database)) await pause(50)
    expect(await tablesOf(database)).toEqual(['alembic_version', 'users'])
    expect(await database.run('select version_num from alembic_version')).toEqual([
      { version_num: 'a1' },
    ])
  }
  await unlock()
  expect((await up(await application.open(), everything)).failure).toBeNull()
  expect(await tablesOf(database)).toEqual(['alembic_version', 'rights', 'roles', 'teams', 'users'])
  expect(isVerified(await verify(await application.open(), []))).toBe(true)
})

test('a lock that is not to be had is queued for shortly, and asked for again', async () => {
  const { database, application, lock } = await place({
    ...nativeShadow(),
    timeouts: { lock: '100ms' },
  })
  const unlock = await lock()
  const told: string[] = []
  const progress = {
    started: () => undefined,
    advanced: (_: unknown, { detail }: { readonly detail: string }) => {
      told.push(detail)
      if (detail.includes('a lock was not to be had')) void unlock()
    },
    finished: () => undefined,
  }
  const { failure, databases } = await up(
    await application.open({ environment: { progress } }),
    everything,
  )
  expect(failure).toBeNull()
  expect(databases).toMatchObject([{ head: 'a3' }])
  expect(told).toContainEqual(expect.stringContaining('a lock was not to be had; try 2'))
  expect(await tablesOf(database)).toContain('rights')
})
