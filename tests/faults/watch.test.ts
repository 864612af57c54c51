import { describe, expect, test } from 'vitest'
import { up } from '../../src/index.ts'
import { recordedProgress } from '../support/fault-progress.ts'
import { holding, until } from '../support/fault-sessions.ts'
import { migration, stepwise } from '../support/sql-migration.ts'
import { testApplication } from '../support/test-application.ts'
import { testDatabase } from '../support/test-database.ts'

const everything = { only: [], to: null, allowOutOfOrder: false }

/** A table whose index on `slow(id)` takes two scans of a second and a half each. */
const slowTable = `
  create table people (id int);
  insert into people select generate_series(1, 150);
  create function slow(n int) returns int immutable language plpgsql as
    $$ begin perform pg_sleep(0.01); return n; end $$;`

const build = stepwise('create index concurrently people_slow on people (slow(id));')

describe.each([14, 18] as const)('a long statement on PostgreSQL %i', (major) => {
  test('an index build tells its phase and how far it is', async () => {
    const database = await testDatabase(major)
    await database.run(slowTable)
    const application = await testApplication(
      { auth: { url: database.url } },
      { 'auth/001_m.sql': build },
    )
    const progress = recordedProgress()
    const run = await application.open({ environment: { progress } })
    expect((await up(run, everything)).failure).toBeNull()
    const scanning = progress.steps.filter(({ detail }) => detail.startsWith('building index'))
    expect(scanning.length).toBeGreaterThan(0)
    for (const { done, total } of scanning) expect(done).toBeLessThanOrEqual(total ?? 0)
    // The one who looks has gone as well.
    await until(
      database,
      `select where not exists (select from pg_stat_activity
         where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend')`,
    )
  })

  test('a build that waits for an old transaction says for whose', async () => {
    const database = await testDatabase(major)
    await database.run('create table people (id int)')
    const application = await testApplication(
      { auth: { url: database.url } },
      { 'auth/001_m.sql': stepwise('create index concurrently people_id on people (id);') },
    )
    const reporting = { ...database, url: `${database.url}?application_name=reporting` }
    const holder = await holding(reporting, 'insert into people values (1)')
    const awaited = `waiting for a lock held by process ${holder.processId} of "reporting"`
    const timer = setTimeout(() => void holder.release(), 20_000)
    const progress = recordedProgress(({ detail }) => {
      if (detail === awaited) void holder.release()
    })
    const run = await application.open({ environment: { progress } })
    expect((await up(run, everything)).failure).toBeNull()
    clearTimeout(timer)
    expect(progress.details).toContain(awaited)
  })
})

test('where nobody may look, the statement goes on unwatched', async () => {
  const database = await testDatabase(18)
  const role = database.name.replace('test', 'lonely')
  await database.run(`create role ${role} login connection limit 1;
    grant create on database ${database.name} to ${role}`)
  try {
    const url = database.url.replace('postgres@', `${role}@`)
    const application = await testApplication(
      { auth: { url } },
      { 'auth/001_m.sql': migration('create schema mine;\nselect pg_sleep(1.5);') },
    )
    const progress = recordedProgress()
    const run = await application.open({ environment: { progress } })
    expect((await up(run, everything)).failure).toBeNull()
    expect(progress.outcomes).toMatchObject([{ outcome: 'done' }])
  } finally {
    await database.run(`drop owned by ${role}; drop role ${role}`)
  }
})
