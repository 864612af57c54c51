import { randomBytes } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { isVerified, up, verify } from '../../src/index.ts'
import { nativeShadow } from '../support/plan-place.ts'
import { migration, stepwise } from '../support/sql-migration.ts'
import { testApplication, type TestApplication } from '../support/test-application.ts'
import { serverUrl, testDatabase, type TestDatabase } from '../support/test-database.ts'

const everything = { only: [], to: null, allowOutOfOrder: false }

const migrations = {
  'auth/001_users.sql': migration(
    `create table users (id uuid primary key default gen_random_uuid(), email varchar(255) not null,
       status text not null default 'active' check (status in ('active', 'gone')));
     create view active_users as select id from users where status = 'active';
     create index users_email on users (lower(email)) where status <> 'gone';`,
  ),
  'auth/002_orders.sql': stepwise(
    `create table orders (id int primary key, user_id uuid references users (id));
     create index concurrently orders_user_id on orders (user_id);`,
  ),
}

async function applied(
  major: 15 | 18,
  settings = {},
): Promise<{ application: TestApplication; database: TestDatabase }> {
  const database = await testDatabase(major)
  const application = await testApplication({ auth: { url: database.url } }, migrations, settings)
  expect((await up(await application.open(), everything)).failure).toBeNull()
  return { application, database }
}

describe.each([15, 18] as const)('verify on PostgreSQL %i', (major) => {
  test('a database that is what its migrations make', async () => {
    const { application } = await applied(major)
    const verification = await verify(await application.open(), [])
    expect(verification.databases).toMatchObject([{ ledger: [], drift: [], replayed: 2 }])
    expect(isVerified(verification)).toBe(true)
  })

  test('what was done by hand is told object by object', async () => {
    const { application, database } = await applied(major, nativeShadow())
    await database.run(`alter table users alter column email type text;
      drop index users_email;
      alter table orders add column note text;
      create table by_hand (id int)`)
    const { code, stdout } = await application.cli('verify')
    expect(code).toBe(1)
    expect(stdout).toContain('auth  4 differences')
    expect(stdout).toContain(
      'column public.users.email: type is character varying(255) in migrations, text in database',
    )
    expect(stdout).toContain('index users_email on public.users is in migrations, not in database')
    expect(stdout).toContain('column public.orders.note is in database, not in migrations')
    expect(stdout).toContain('table public.by_hand is in database, not in migrations')
  })

  test('on a shadow of the same server nothing is left behind', async () => {
    // Other tests have shadows on the same server.
    const role = `verifier_${randomBytes(8).toString('hex')}`
    const url = serverUrl(major, 'postgres').replace('postgres@', `${role}@`)
    const { application, database } = await applied(major, { shadow: { url } })
    await database.run(`create role ${role} superuser login`)
    expect(isVerified(await verify(await application.open(), []))).toBe(true)
    expect(
      await database.run(
        `select count(*)::int as n from pg_database where datdba = '${role}'::regrole`,
      ),
    ).toEqual([{ n: 0 }])
    await database.run(`drop role ${role}`)
  })
})

test('changed files and rows without a file are told beside the drift', async () => {
  const { application, database } = await applied(18, nativeShadow())
  await application.migration(
    'auth/002_orders.sql',
    `${migrations['auth/002_orders.sql']}-- edited`,
  )
  await database.run(`insert into elenchus.ledger
    (revision, checksum, state, direction, statements, in_doubt, milliseconds, release)
    values ('003_gone', 'x', 'applied', 'up', 1, false, 1, 'r')`)
  const { code, stdout } = await application.cli('verify')
  expect(code).toBe(1)
  expect(stdout).toContain('migration 002_orders was changed after it was applied')
  expect(stdout).toContain('migration 003_gone is in the ledger, and no file has it')
})

test('a history that cannot be replayed says where', async () => {
  const database = await testDatabase()
  const application = await testApplication(
    { auth: { url: database.url } },
    { 'auth/001_a.sql': migration('alter table made_elsewhere add column b int;') },
    nativeShadow(),
  )
  await database.run('create table made_elsewhere (a int)')
  await up(await application.open(), everything)
  const { code, stdout } = await application.cli('verify')
  expect(code).toBe(1)
  expect(stdout).toContain('could not be verified')
  expect(stdout).toContain('001_a.sql:4:1')
})
