import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { inject, describe, expect, test } from 'vitest'
import { up, type Release } from '../../src/index.ts'
import { UserError } from '../../src/kernel/user-error.ts'
import { openSession } from '../support/catalogue-session.ts'
import { finalState, type FinalState } from '../support/fault-catalogue.ts'
import { startProxy, type Proxy } from '../support/fault-proxy.ts'
import { freshSeed, seededRandom } from '../support/fault-random.ts'
import { holding, until } from '../support/fault-sessions.ts'
import { migration, stepwise } from '../support/sql-migration.ts'
import { testApplication, type TestApplication } from '../support/test-application.ts'
import { testDatabase, type TestDatabase } from '../support/test-database.ts'

const everything = { only: [], to: null, allowOutOfOrder: false }

/** How many connections are cut, on each of two majors. */
const CUTS = 24

const migrations = {
  'auth/001_tables.sql': migration(`create table log (what text);
create table people (id int primary key, name text);
insert into log values ('001');`),
  'auth/002_indexes.sql': stepwise(`insert into log values ('002 before');
create index concurrently people_name on people (name);
insert into log values ('002 between');
reindex index concurrently people_name;
vacuum people;
insert into log values ('002 after');`),
  'auth/003_rows.sql':
    migration(`insert into people select n, 'p' || n from generate_series(1, 100) n;
alter table people add column age int not null default 1;
insert into log values ('003');`),
}

describe.each([15, 18] as const)('a server that drops connections, PostgreSQL %i', (major) => {
  const title = `at ${CUTS} random messages: it is told, and the next run comes to the same end`
  test(title, { timeout: 240_000 }, async () => {
    const proxy = await startProxy(inject('postgresPorts')[major])
    const undisturbed = await applicationOf(await testDatabase(major), proxy)
    proxy.messages()
    expect((await up(await undisturbed.application.open(), everything)).failure).toBeNull()
    const messages = proxy.messages()
    const wanted = await stateOf(undisturbed.database)

    const seed = freshSeed()
    const random = seededRandom(seed)
    const codes: string[] = []
    for (let number = 0; number < CUTS; number += 1) {
      const { application, database } = await applicationOf(await testDatabase(major), proxy)
      const side = random() < 0.5 ? 'request' : 'answer'
      const cut = { after: 1 + Math.floor(random() * messages), side } as const
      const where = `seed ${seed}, cut ${number}: ${JSON.stringify(cut)}`
      proxy.cut(cut)
      codes.push(await codeOf(application))
      expect((await applyDirectly(application, database)).failure, where).toBeNull()
      expect(await stateOf(database), where).toEqual(wanted)
    }
    const told = codes.filter((code) => code === 'connection-lost').length
    // While it connects it cannot be reached; while it says goodbye all is done.
    expect(['connection-lost', 'server-unreachable', 'none']).toEqual(
      expect.arrayContaining([...new Set(codes)]),
    )
    expect(told, `seed ${seed}: ${codes.join(' ')}`).toBeGreaterThan(CUTS / 2)
  })

  test('a process that is ended in a long statement', async () => {
    const { application, database } = await applicationOf(await testDatabase(major))
    await application.migration(
      'auth/004_long.sql',
      migration(`insert into log values ('004');
select pg_sleep(case when exists (select from log where what = 'quick') then 0 else 60 end);`),
    )
    const told = application.cli('up')
    await terminate(database, `query like 'select pg_sleep(case%'`)
    const { code, stdout, stderr } = await told
    expect(code).toBe(2)
    expect(stderr).toContain(`The connection to "${database.name} at `)
    expect(stderr).toContain('was lost.')
    expect(stdout).toContain('failed 004_long')
    expect(stdout).not.toContain('bug')
    await database.run(`insert into log values ('quick')`)
    expect((await up(await application.open(), everything)).failure).toBeNull()
    expect(await database.run(`select what from log where what = '004'`)).toHaveLength(1)
  })

  test('a process that is ended while it builds an index concurrently', async () => {
    const { application, database } = await applicationOf(await testDatabase(major))
    expect((await up(await application.open(), everything)).failure).toBeNull()
    await application.migration(
      'auth/004_age.sql',
      stepwise(
        `create unique index concurrently people_age on people (age, id);\ninsert into log values ('004');`,
      ),
    )
    const writer = await holding(database, 'insert into people values (1000)')
    const running = up(await application.open(), everything)
    await terminate(database, `query like 'create unique index%' and wait_event_type = 'Lock'`)
    expect((await running).failure).toMatchObject({ code: 'connection-lost' })
    await writer.release()
    const state = `select indisvalid as valid from pg_index where indexrelid = to_regclass('people_age')`
    expect(await database.run(state)).toEqual([{ valid: false }])
    expect((await up(await application.open(), everything)).failure).toBeNull()
    expect(await database.run(state)).toEqual([{ valid: true }])
    expect(await database.run(`select what from log where what = '004'`)).toHaveLength(1)
  })
})

describe.each([14, 17] as const)('a server that ends idle sessions, PostgreSQL %i', (major) => {
  test('does not end those of a run that is busy in another database', async () => {
    const [auth, specs] = [await testDatabase(major), await testDatabase(major)]
    await specs.run(`alter database ${specs.name} set idle_session_timeout = '200ms'`)
    await auth.run(`alter database ${auth.name} set idle_in_transaction_session_timeout = '200ms'`)
    if (major >= 17) await auth.run(`alter database ${auth.name} set transaction_timeout = '500ms'`)
    const application = await testApplication(
      { auth: { url: auth.url }, specs: { url: specs.url, after: ['auth'] } },
      {
        'auth/001_long.sql': migration('select pg_sleep(1);'),
        'specs/002_after.sql': migration('create table late (id int);'),
      },
    )
    expect((await up(await application.open(), everything)).failure).toBeNull()
  })
})

interface Here {
  readonly application: TestApplication
  readonly database: TestDatabase
}

async function applicationOf(database: TestDatabase, proxy: Proxy | null = null): Promise<Here> {
  const databases = { auth: { url: proxy?.through(database.url) ?? database.url } }
  return { database, application: await testApplication(databases, migrations) }
}

/** The same application past the proxy. */
async function applyDirectly(
  application: TestApplication,
  { url }: TestDatabase,
): Promise<Release> {
  const settings = { databases: { auth: { url } } }
  await writeFile(join(application.folder, 'elenchus.config.json'), JSON.stringify(settings))
  return up(await application.open(), everything)
}

/** How a run ended that may have been disturbed. */
async function codeOf(application: TestApplication): Promise<string> {
  try {
    const { failure } = await up(await application.open(), everything)
    return failure?.code ?? 'none'
  } catch (error) {
    if (error instanceof UserError) return error.code
    throw error
  }
}

async function stateOf(database: TestDatabase): Promise<FinalState> {
  const session = await openSession(database.url)
  try {
    return await finalState(session)
  } finally {
    await session.close()
  }
}

/** Ends the process of the runner once it does what is asked for. */
async function terminate(database: TestDatabase, doing: string): Promise<void> {
  const runner = `from pg_stat_activity where datname = current_database() and ${doing}
    and pid <> pg_backend_pid() and application_name = 'elenchus'`
  await until(database, `select true ${runner}`)
  await database.run(`select pg_terminate_backend(pid) ${runner}`)
}
