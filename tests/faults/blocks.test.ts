import { describe, expect, test } from 'vitest'
import { down, up, type Release } from '../../src/index.ts'
import { interruptRevision, ledgerOf, type Interruption } from '../support/fault-ledger.ts'
import { invalidate, invalidIndexes } from '../support/fault-indexes.ts'
import { recordedProgress } from '../support/fault-progress.ts'
import { holding } from '../support/fault-sessions.ts'
import type { Major } from '../support/native-postgres.ts'
import { testApplication, type TestApplication } from '../support/test-application.ts'
import { testDatabase, type TestDatabase } from '../support/test-database.ts'

const everything = { only: [], to: null, allowOutOfOrder: false }
const log = (what: string): string => `insert into log values ('${what}');`
const people = 'create table people (id int, name text); create table log (what text);'

/** Five statements up: two together, two on their own, two together. */
const text = `-- migrate:up
${log('one')}
${log('two')}
-- migrate:up transaction:false
create index concurrently people_name on people (name);
${log('four')}
-- migrate:up
${log('five')}
alter table people add column age int;
-- migrate:down
${log('back one')}
alter table people drop column age;
-- migrate:down transaction:false
drop index concurrently people_name;
-- migrate:down
${log('back four')}
`

interface Setting {
  readonly database: TestDatabase
  readonly application: TestApplication
}

async function setting(major: Major = 18): Promise<Setting> {
  const database = await testDatabase(major)
  await database.run(people)
  const databases = { auth: { url: database.url } }
  return { database, application: await testApplication(databases, { 'auth/001_m.sql': text }) }
}

async function interrupted(
  { database, application }: Setting,
  interruption: Interruption,
): Promise<void> {
  await interruptRevision(database, '001_m', { run: await application.open(), ...interruption })
}

async function resumed({ application }: Setting): Promise<Release> {
  return up(await application.open(), everything)
}

async function saidIn({ database }: Setting): Promise<readonly unknown[]> {
  return (await database.run('select what from log')).map(({ what }) => what)
}

const applied = [
  { revision: '001_m', state: 'applied', direction: 'up', statements: 6, in_doubt: false },
]

describe.each([14, 15, 18] as const)('a kill between blocks, on PostgreSQL %i', (major) => {
  test('after the first: the next run begins with the second', async () => {
    const here = await setting(major)
    await interrupted(here, { done: 2, inDoubt: false })
    expect((await resumed(here)).failure).toBeNull()
    expect(await saidIn(here)).toEqual(['four', 'five'])
    expect(await ledgerOf(here.database)).toEqual(applied)
  })

  test('in the second: its statement in doubt is looked for, and what it left is cleared', async () => {
    const here = await setting(major)
    await here.database.run('create index people_name on people (name)')
    await invalidate(here.database, 'people_name')
    await interrupted(here, { done: 2, inDoubt: true })
    expect((await resumed(here)).failure).toBeNull()
    expect(await invalidIndexes(here.database)).toEqual([])
    expect(await saidIn(here)).toEqual(['four', 'five'])
    expect(await ledgerOf(here.database)).toEqual(applied)
  })

  test('after the second: only the third is run', async () => {
    const here = await setting(major)
    await interrupted(here, { done: 4, inDoubt: false })
    expect((await resumed(here)).failure).toBeNull()
    expect(await saidIn(here)).toEqual(['five'])
    expect(await ledgerOf(here.database)).toEqual(applied)
  })

  test('on the way down: the next down goes on, and up is refused until then', async () => {
    const here = await setting(major)
    expect((await resumed(here)).failure).toBeNull()
    await here.database.run('delete from log; alter table people drop column age')
    await interrupted(here, { done: 2, inDoubt: true, direction: 'down' })
    await expect(resumed(here)).rejects.toMatchObject({ code: 'interrupted-down' })
    const depth = { kind: 'steps', count: 1 } as const
    const { failure } = await down(await here.application.open(), { only: [], depth })
    expect(failure).toBeNull()
    expect(await saidIn(here)).toEqual(['back four'])
    expect(await ledgerOf(here.database)).toEqual([])
    expect(await here.database.run(`select to_regclass('people_name') as name`)).toEqual([
      { name: null },
    ])
  })
})

describe('a migration of blocks that was edited after it was interrupted', () => {
  test('behind the resume point is refused, after it accepted', async () => {
    const here = await setting()
    await interrupted(here, { done: 4, inDoubt: false })
    await here.application.migration('auth/001_m.sql', text.replace('two', 'other'))
    await expect(resumed(here)).rejects.toMatchObject({ code: 'checksum-changed' })
    await here.application.migration('auth/001_m.sql', text.replace('five', 'mended'))
    expect((await resumed(here)).failure).toBeNull()
    expect(await saidIn(here)).toEqual(['mended'])
  })

  test('so that its blocks are cut otherwise: what is done is not done again', async () => {
    const here = await setting()
    const whole = `-- migrate:up\n${log('one')}\n${log('two')}\n${log('three')}\n${log('four')}\n`
    await here.application.migration('auth/001_m.sql', whole)
    await interrupted(here, { done: 2, inDoubt: false })
    expect((await resumed(here)).failure).toBeNull()
    expect(await saidIn(here)).toEqual(['three', 'four'])
    expect(await ledgerOf(here.database)).toMatchObject([{ state: 'applied', statements: 4 }])
  })

  test('so that nothing is left of it is recorded as applied', async () => {
    const here = await setting()
    await interrupted(here, { done: 4, inDoubt: false })
    const [before = ''] = text.split(`-- migrate:up\n${log('five')}`)
    await here.application.migration('auth/001_m.sql', before)
    expect((await resumed(here)).failure).toBeNull()
    expect(await saidIn(here)).toEqual([])
    expect(await ledgerOf(here.database)).toMatchObject([{ state: 'applied', statements: 4 }])
  })
})

test('a lock that is not to be had repeats only the block that wants it', async () => {
  const here = await setting()
  await interrupted(here, { done: 4, inDoubt: false })
  const holder = await holding(here.database, 'lock table people in access exclusive mode')
  const timeouts = { lock: 50, lockRetries: 1 }
  const gaveUp = await up(
    await here.application.open({ timeouts, environment: { random: () => 0 } }),
    everything,
  )
  expect(gaveUp.failure?.hint).toMatch(
    /Of this migration 4 statements are done and recorded; run `elenchus up` again/,
  )
  expect(await ledgerOf(here.database)).toMatchObject([{ state: 'partial', statements: 4 }])

  const progress = recordedProgress(({ detail }) => {
    if (detail.startsWith('a lock was not to be had')) void holder.release()
  })
  const environment = { random: () => 0, progress }
  const patient = { lock: 50, lockRetries: 20 }
  const run = await here.application.open({ timeouts: patient, environment })
  expect((await up(run, everything)).failure).toBeNull()
  expect(await saidIn(here)).toEqual(['five'])
  expect(await ledgerOf(here.database)).toEqual(applied)
})
