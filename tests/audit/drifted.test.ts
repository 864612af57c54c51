import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { subjectName } from '../../src/audit/subject-name.ts'
import type { AuditReport } from '../../src/audit/audit-report.ts'
import { formatPlace } from '../../src/kernel/place.ts'
import { up } from '../../src/run/up.ts'
import { auditApplication } from '../../src/witness/audit/audit-application.ts'
import type { Major } from '../support/native-postgres.ts'
import { nativeShadow } from '../support/plan-place.ts'
import { testApplication, type TestApplication } from '../support/test-application.ts'
import { testDatabase } from '../support/test-database.ts'

const migrations = {
  'shop/001_people.sql': `-- migrate:up
create type mood as enum ('sad', 'glad');
create table users (
  id uuid primary key default gen_random_uuid(),
  email text not null unique,
  mood mood not null default 'glad',
  age integer,
  constraint age_is_real check (age >= 0)
);
create view addresses as select id, email from users;
create function touched() returns trigger language plpgsql as 'begin return new; end';
create trigger users_touched before update on users
  for each row execute function touched();
alter table users enable row level security;
create policy everybody on users using (true);
-- migrate:down
drop view addresses;
drop table users;
drop function touched();
drop type mood;
`,
  'shop/002_orders.sql': `-- migrate:up
create table orders (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references users on delete cascade,
  status varchar(20) not null default 'open',
  placed_at timestamptz not null default now()
);
create index orders_user_id_idx on orders (user_id);
create index orders_status_idx on orders (status);
create table invoices (id uuid primary key default gen_random_uuid());
-- migrate:down
drop table invoices;
drop table orders;
`,
  'shop/003_notes.sql': `-- migrate:up
create table notes (id uuid primary key default gen_random_uuid());
-- migrate:down
drop table notes;
`,
}

/** Every way of breaking a database by hand, and what has to be found: rule and subject. */
const broken = [
  [
    'alter table orders alter column status type text',
    'column-type-differs shop:public.orders.status',
  ],
  [
    'alter table orders alter column placed_at drop not null',
    'nullability-differs shop:public.orders.placed_at',
  ],
  ['alter table orders alter column id drop default', 'default-differs shop:public.orders.id'],
  ['alter table users drop constraint age_is_real', 'check-differs shop:public.users.age_is_real'],
  ["alter type mood add value 'calm'", 'enum-labels-differ shop:public.mood'],
  ['drop index orders_status_idx', 'index-differs shop:public.orders.orders_status_idx'],
  [
    'alter table orders drop constraint orders_user_id_fkey',
    'constraint-differs shop:public.orders.orders_user_id_fkey',
  ],
  [
    'create or replace view addresses as select id, lower(email) as email from users',
    'view-differs shop:public.addresses',
  ],
  [
    "create or replace function touched() returns trigger language plpgsql as 'begin return null; end'",
    'routine-differs shop:public.touched()',
  ],
  [
    'alter table users disable trigger users_touched',
    'trigger-differs shop:public.users.users_touched',
  ],
  ['drop policy everybody on users', 'policy-differs shop:public.users.everybody'],
  ['drop table invoices', 'table-missing shop:public.invoices'],
  [
    'create table scratch (id uuid primary key default gen_random_uuid())',
    'table-unexpected shop:public.scratch',
  ],
  ['alter table users drop column age', 'column-missing shop:public.users.age'],
  ['alter table users add column nickname text', 'column-unexpected shop:public.users.nickname'],
  ["comment on table users is 'People.'", 'comment-differs shop:public.users'],
  ['create sequence tickets', 'object-differs shop:public.tickets'],
] as const

async function shop(major: Major): Promise<{
  readonly application: TestApplication
  readonly run: (text: string) => Promise<unknown>
}> {
  const database = await testDatabase(major)
  const application = await testApplication(
    { shop: { url: database.url } },
    migrations,
    nativeShadow(),
  )
  await up(await application.open(), { only: [], to: null, allowOutOfOrder: false })
  return { application, run: (text) => database.run(text) }
}

async function audited(application: TestApplication): Promise<AuditReport> {
  return auditApplication(await application.open(), {
    only: [],
    live: true,
    ledger: { kind: 'none' },
  })
}

function found({ findings }: AuditReport): readonly string[] {
  return findings.flatMap(({ rule, subjects }) =>
    subjects.map((subject) => `${rule} ${subjectName(subject)}`),
  )
}

describe('a database that was changed by hand', () => {
  test.each(broken)('%s', async (statement, expected) => {
    const { application, run } = await shop(18)
    expect(found(await audited(application))).toEqual([])
    await run(statement)
    const report = await audited(application)
    const alsoSaid = statement.includes('drop column age')
      ? ['check-differs shop:public.users.age_is_real']
      : []
    expect([...found(report)].sort()).toEqual([...alsoSaid, expected].sort())
    expect(report.findings.map(({ culprit }) => culprit)).not.toContain('history')
    expect(report.findings.map(({ culprit }) => culprit)).not.toContain(null)
  })

  test.each([15, 18] as const)(
    'on PostgreSQL %i all at once are found, each with its place in the migrations',
    async (major) => {
      const { application, run } = await shop(major)
      for (const [statement] of broken) await run(statement)
      const report = await audited(application)
      expect(new Set(found(report))).toEqual(new Set([...broken.map(([, expected]) => expected)]))
      const places = report.findings.flatMap(({ evidence }) =>
        evidence.flatMap(({ subject, at }) =>
          at === null ? [] : [[subject, formatPlace(at).replace(/.*\//, '')]],
        ),
      )
      expect(Object.fromEntries(places)).toMatchObject({
        'public.orders.status': '002_orders.sql:5:3',
        'public.users.age_is_real': '001_people.sql:8:14',
        'public.invoices': '002_orders.sql:10:14',
      })
    },
  )
})

describe('a database whose ledger explains what differs', () => {
  test('an edited migration is to blame for what its file says now, and nobody else', async () => {
    const { application } = await shop(18)
    const edited = migrations['shop/002_orders.sql'].replace('varchar(20)', 'varchar(40)')
    await writeFile(join(application.folder, 'migrations/shop/002_orders.sql'), edited)
    const report = await audited(application)
    expect(found(report)).toEqual([
      'migration-edited shop/002_orders',
      'migration-edited shop:public.orders.status',
    ])
    expect(report.findings[0]?.culprit).toBe('history')
  })

  test('what a stamped migration makes is missing for one reason', async () => {
    const { application, run } = await shop(18)
    await run(
      "drop table orders, invoices; update elenchus.ledger set reason = 'stamped' where revision = '002_orders'",
    )
    expect(found(await audited(application))).toEqual([
      'stamped-not-run shop/002_orders',
      'stamped-not-run shop:public.invoices',
      'stamped-not-run shop:public.orders',
    ])
  })

  test('a database that is behind is not called drifted', async () => {
    const { application, run } = await shop(18)
    await run("drop table notes; delete from elenchus.ledger where revision = '003_notes'")
    expect(found(await audited(application))).toEqual(['migration-pending shop/003_notes'])
    await run('alter table orders alter column status type text')
    expect(found(await audited(application))).toEqual([
      'column-type-differs shop:public.orders.status',
      'migration-pending shop/003_notes',
    ])
  })

  test('what a pending migration makes is there before it', async () => {
    const { application, run } = await shop(18)
    await run("delete from elenchus.ledger where revision = '003_notes'")
    const lines = found(await audited(application))
    expect(lines).toContain('made-outside-history shop:public.notes')
    expect(lines).not.toContain('table-unexpected shop:public.notes')
  })

  test('an empty database is behind, and nothing is missing from it', async () => {
    const database = await testDatabase(18)
    const application = await testApplication(
      { shop: { url: database.url } },
      migrations,
      nativeShadow(),
    )
    const rules = (await audited(application)).findings.map(({ rule }) => rule)
    expect(rules).toEqual(['migration-pending'])
  })
})

test('tables of other tools are recognised and left alone', async () => {
  const { application, run } = await shop(18)
  await run(`create table alembic_version (version_num varchar(32) not null primary key);
    create table checkpoints (thread_id text, checkpoint_ns text, checkpoint_id text);
    create table checkpoint_migrations (v integer primary key)`)
  const report = await audited(application)
  expect(found(report)).toEqual([])
  expect(report.databases[0]?.tools).toEqual([
    { tool: 'Alembic', tables: ['public.alembic_version'] },
    { tool: 'LangGraph', tables: ['public.checkpoint_migrations', 'public.checkpoints'] },
  ])
  expect(report.databases[0]?.counts.tables).toBe(4)
})

test('a database that refuses is told, and the others are audited', async () => {
  const application = await testApplication(
    { shop: { url: 'postgresql://postgres@127.0.0.1:1/none' } },
    migrations,
    nativeShadow(),
  )
  const report = await audited(application)
  expect(report.databases[0]?.refusal).toContain('127.0.0.1')
  expect(report.databases[0]?.witnesses.history?.replayed).toBe(3)
})
