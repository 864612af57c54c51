import { appendFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { AuditReport } from '../../src/audit/audit-report.ts'
import { systemClock } from '../../src/kernel/clock.ts'
import { Secret } from '../../src/kernel/secret.ts'
import { parseAddress } from '../../src/postgres/server-address.ts'
import type { RunEnvironment } from '../../src/run/run-context.ts'
import { shadowFacts } from '../../src/shadow/shadow-facts.ts'
import { auditApplication } from '../../src/witness/audit/audit-application.ts'
import { scratchFolder } from '../support/embedded-folders.ts'
import { recordedProgress } from '../support/fault-progress.ts'
import { testApplication, type TestApplication } from '../support/test-application.ts'
import { serverUrl, testDatabase } from '../support/test-database.ts'

const first = `-- migrate:up
create table users (id int primary key, email text not null);
create index users_email on users (email);
`
/** What it needs is nowhere: a gap, and all the rest is judged. */
const second = `-- migrate:up
alter table users add column name text;
create extension nowhere_to_be_found;
-- migrate:down
alter table users drop column name;
`
const drifted = 'create table users (id int primary key, email text); create table scratch ()'

interface Heard {
  readonly report: AuditReport
  /** Whether anything was replayed. */
  readonly replayed: boolean
}

async function audited(
  application: TestApplication,
  environment: Partial<RunEnvironment>,
): Promise<Heard> {
  const progress = recordedProgress()
  const run = await application.open({ environment: { ...environment, progress } })
  const options = { only: [], live: true, ledger: { kind: 'all' } } as const
  const report = await auditApplication(run, options)
  return { report, replayed: progress.outcomes.some(({ task }) => task.title === 'replay') }
}

async function driftedShop(): Promise<TestApplication> {
  const database = await testDatabase()
  await database.run(drifted)
  const migrations = { 'shop/001_start.sql': first, 'shop/002_name.sql': second }
  return testApplication({ shop: { url: database.url } }, migrations)
}

test('a history is replayed once, and again when a file or the day is another', async () => {
  const shop = await driftedShop()
  const memory = { folder: await scratchFolder(), build: 'one' }
  const anew = await audited(shop, { memory })
  const again = await audited(shop, { memory })
  expect([anew.replayed, again.replayed]).toEqual([true, false])
  expect(again.report).toEqual(anew.report)
  expect(anew.report.findings.length).toBeGreaterThan(3)

  const tomorrow = { ...systemClock, now: () => new Date(Date.now() + 86_400_000) }
  expect((await audited(shop, { memory, clock: tomorrow })).replayed).toBe(true)
  expect((await audited(shop, { memory: null })).replayed).toBe(true)
  await appendFile(join(shop.folder, 'migrations/shop/002_name.sql'), '-- a comment\n')
  expect((await audited(shop, { memory })).replayed).toBe(true)
})

test('what another server is asked for is not remembered', async () => {
  const shop = await driftedShop()
  await shop.migration(
    'shop/003_far.sql',
    '-- migrate:up\ndo $$ begin if false then import foreign schema far from server s into public; end if; end $$;\n',
  )
  const memory = { folder: await scratchFolder(), build: 'one' }
  await audited(shop, { memory })
  expect((await audited(shop, { memory })).replayed).toBe(true)
})

test('the facts of a server tell of its version, settings, roles and extensions', async () => {
  const database = await testDatabase()
  const address = parseAddress(new Secret(serverUrl(18, 'postgres')))
  const facts = (): Promise<string> =>
    shadowFacts({ place: { kind: 'server', address }, connectTimeout: 10_000 })
  const before = await facts()
  const role = `${database.name}_reader`
  await database.run(`create role ${role}`)
  onTestFinished(async () => {
    await database.run(`drop role ${role}`)
  })
  const after = await facts()
  expect(before).not.toContain(role)
  expect(after).toContain(role)
  expect(JSON.parse(after)).toMatchObject({
    version: expect.stringMatching(/^PostgreSQL 18/) as string,
    settings: { default_transaction_isolation: 'read committed' },
    template: { datname: 'template0' },
  })
  expect(after).toContain('"plpgsql"')
})
