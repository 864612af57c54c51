import { expect, test } from 'vitest'
import type { AuditReport } from '../../src/audit/audit-report.ts'
import { formatPlace } from '../../src/kernel/place.ts'
import { auditApplication } from '../../src/witness/audit/audit-application.ts'
import { revisionFile } from '../support/alembic-place.ts'
import { nativeShadow } from '../support/plan-place.ts'
import { testApplication } from '../support/test-application.ts'
import { testDatabase } from '../support/test-database.ts'

const environment = `
from alembic import context
from sqlalchemy import create_engine

with create_engine("postgresql://localhost/shop").connect() as connection:
    context.configure(connection=connection)
    with context.begin_transaction():
        context.run_migrations()
`

const users = `op.create_table(
    "users",
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("email", sa.Text, nullable=False),
)`
const orders = `op.create_table("orders", sa.Column("id", sa.Integer, primary_key=True))`

/** As Alembic makes them. */
const made = {
  users: 'create table users (id serial primary key, email text not null)',
  orders: 'create table orders (id serial primary key)',
}

/** An application with an Alembic history, and a database in some state. */
async function audited(
  revisions: Readonly<Record<string, string>>,
  state: string | null,
): Promise<AuditReport> {
  const database = await testDatabase()
  const files = Object.entries(revisions).map(
    ([id, text]) => [`../versions/${id}.py`, text] as const,
  )
  const application = await testApplication(
    { shop: { url: database.url, migrations: { alembic: 'alembic.ini' } } },
    {
      '../alembic.ini': '[alembic]\nscript_location = .\n',
      '../env.py': environment,
      ...Object.fromEntries(files),
    },
    // The revisions of these tests are not taken back.
    { ...nativeShadow(), audit: { rules: { 'migration-without-way-back': 'off' } } },
  )
  if (state !== null) await database.run(state)
  const options = { only: [], live: state !== null, ledger: { kind: 'none' } } as const
  return auditApplication(await application.open(), options)
}

function recorded(...ids: readonly string[]): string {
  const rows = ids.map((id) => `insert into alembic_version values ('${id}')`)
  return ['create table alembic_version (version_num varchar(32) primary key)', ...rows].join(';')
}

function said({ findings }: AuditReport): readonly (readonly [string, string | null, string])[] {
  return findings.map(({ rule, culprit, message }) => [rule, culprit, message])
}

const both = {
  a: revisionFile('a', { up: users }),
  b: revisionFile('b', { after: 'a', up: orders }),
}

test('a database that is behind is held against the revision that it claims', async () => {
  const report = await audited(both, `${made.users}; ${recorded('a')}`)
  expect(said(report)).toEqual([
    ['migration-pending', null, 'the database shop is behind: migration b is pending.'],
  ])
  const [shop] = report.databases
  expect(shop?.chain.map(({ id, state, parents }) => [id, state, parents])).toEqual([
    ['a', 'applied', []],
    ['b', 'pending', ['a']],
  ])
  expect(shop?.tools).toEqual([{ tool: 'Alembic', tables: ['public.alembic_version'] }])
  expect(shop?.tables.map(({ table, madeBy }) => [table, madeBy])).toEqual([
    ['public.orders', 'b'],
    ['public.users', 'a'],
  ])
})

test('a change by hand is found, with the line of Python that says otherwise', async () => {
  const report = await audited(
    both,
    `${made.users}; ${made.orders}; alter table users alter column email drop not null;
     ${recorded('b')}`,
  )
  expect(said(report)).toEqual([
    [
      'nullability-differs',
      'database',
      'column public.users.email: nullable is false in the migrations, true in the database.',
    ],
  ])
  const at = report.findings[0]?.evidence.find(({ witness }) => witness === 'history')?.at
  expect(at && formatPlace(at)).toMatch(/versions\/a\.py:14:19$/)
})

test('a revision that was stamped and never run is told from a table that was dropped', async () => {
  const stamped = await audited(both, `${made.users}; ${recorded('b')}`)
  expect(said(stamped).map(([rule, culprit]) => [rule, culprit])).toEqual([
    ['stamped-not-run', 'database'],
  ])
  const c = revisionFile('b', {
    after: 'a',
    up: `${orders}\nop.create_table("items", sa.Column("id", sa.Integer, primary_key=True))`,
  })
  const dropped = await audited(
    { a: both.a, b: c },
    `${made.users}; ${made.orders}; ${recorded('b')}`,
  )
  expect(said(dropped)).toEqual([
    ['table-missing', 'database', 'table public.items is in the migrations, not in the database.'],
  ])
})

test('what a step that cannot be read could have touched is unknown, and no error', async () => {
  const up = `import socket
if socket.gethostname() == "one":
    op.add_column("users", sa.Column("nickname", sa.Text))`
  const report = await audited(
    { a: both.a, b: revisionFile('b', { after: 'a', up }) },
    `${made.users}; alter table users add column nickname text; create table scratch (id int primary key);
     ${recorded('b')}`,
  )
  const about = report.findings.map(({ rule, severity, culprit }) => [rule, severity, culprit])
  expect(about).toEqual([
    ['table-unexpected', 'warning', 'database'],
    ['column-unexpected', 'note', null],
  ])
  expect(report.findings[1]?.message).toMatch(/What the migrations make of it is not known: b /)
  expect(report.databases[0]?.notes.join()).toMatch(
    /b was not read whole: .*versions\/b\.py:13:9: module/,
  )
})

test('a revision that PostgreSQL refuses has its place in Python, and the rest is still heard', async () => {
  const report = await audited(
    {
      a: both.a,
      b: revisionFile('b', {
        after: 'a',
        up: `op.execute("alter table users add primary key (email)")\n${orders}`,
      }),
    },
    null,
  )
  const found = report.findings.find(({ rule }) => rule === 'migration-cannot-run')
  expect(found?.message).toBe(
    'migration b cannot be run on an empty database: multiple primary keys for table "users" are not allowed.',
  )
  expect(found?.evidence[0]?.at?.line).toBe(11)
  expect(report.databases[0]?.tables.map(({ table }) => table)).toEqual([
    'public.orders',
    'public.users',
  ])
})
