import { expect, test } from 'vitest'
import { up } from '../../src/index.ts'
import { openSession } from '../support/catalogue-session.ts'
import { interruptRevision } from '../support/fault-ledger.ts'
import { invalidate, invalidIndexes } from '../support/fault-indexes.ts'
import { holding, sessionOn, until } from '../support/fault-sessions.ts'
import { stepwise } from '../support/sql-migration.ts'
import { testApplication } from '../support/test-application.ts'
import { serverUrl, testDatabase, type TestDatabase } from '../support/test-database.ts'

const everything = { only: [], to: null, allowOutOfOrder: false }

/** A copy of a database has the same identifiers (OIDs) for all that it has. */
async function copyOf(template: TestDatabase, major: 15 | 18): Promise<TestDatabase> {
  const copy = await testDatabase(major)
  const admin = await openSession(serverUrl(major, 'postgres'))
  try {
    await admin.run(`drop database ${copy.name}`)
    await admin.run(`create database ${copy.name} template ${template.name} strategy file_copy`)
  } finally {
    await admin.close()
  }
  return copy
}

test.each([
  ['create index concurrently', 15, 'people_name'],
  ['create index concurrently', 18, 'people_name'],
  ['reindex index concurrently', 15, 'people_name_ccnew'],
  ['reindex index concurrently', 18, 'people_name_ccnew'],
] as const)(
  'what an interrupted %s left is cleared while a copy of the database builds its own, on PostgreSQL %i',
  async (command, major, leftover) => {
    const template = await testDatabase(major)
    await template.run(`create table people (name text);
      create index people_name on people (name); create index people_name_ccnew on people (name)`)
    await invalidate(template, leftover)
    const [here, there] = [await copyOf(template, major), await copyOf(template, major)]

    // A writer that is still there holds up the build on the other database.
    const holder = await holding(there, `insert into people values ('a')`)
    const { session } = await sessionOn(there)
    const building = session.run(`reindex index concurrently ${leftover}`).catch(String)
    await until(
      there,
      'select from pg_stat_progress_create_index where datname = current_database()',
    )

    const rebuild = command.startsWith('reindex')
    const statement = rebuild ? `${command} people_name` : `${command} people_name on people (name)`
    const application = await testApplication(
      { auth: { url: here.url } },
      { 'auth/001_m.sql': stepwise(`${statement};`) },
    )
    const run = await application.open()
    await interruptRevision(here, '001_m', { run, done: 0, inDoubt: true })
    const { failure } = await up(run, everything)
    await holder.release()
    await building
    await session.close()
    expect(failure).toBeNull()
    expect(await invalidIndexes(here)).toEqual([])
  },
)
