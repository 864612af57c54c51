import { expect, test } from 'vitest'
import type { AuditReport } from '../../src/audit/audit-report.ts'
import { up } from '../../src/run/up.ts'
import { auditApplication } from '../../src/witness/audit/audit-application.ts'
import { saidBy } from '../support/audited-folder.ts'
import { nativeShadow } from '../support/plan-place.ts'
import { testApplication } from '../support/test-application.ts'
import { testDatabase } from '../support/test-database.ts'

const first = `-- migrate:up
create table users (id int primary key, email text not null);
create table orders (id int primary key);
`
/** Needs an extension that no server has. */
const refused = `-- migrate:up
create table places (id int primary key);
alter table orders add column place int references places;
create extension nowhere_to_be_found;
create table routes (id int primary key);
`
const last = `-- migrate:up
create table notes (id int primary key, body text);
`

const made = `create table users (id int primary key, email text not null);
create table orders (id int primary key);
create table places (id int primary key);
alter table orders add column place int references places;
create table routes (id int primary key);
create table notes (id int primary key, body text);
`

/** What is said of a database that was made so, against three files of which the second cannot be run. */
async function audited(state: string, second = refused): Promise<AuditReport> {
  const database = await testDatabase()
  const application = await testApplication(
    { shop: { url: database.url } },
    { 'shop/001_start.sql': first, 'shop/002_places.sql': second, 'shop/003_notes.sql': last },
    nativeShadow(),
  )
  await database.run(state)
  const options = { only: [], live: true, ledger: { kind: 'none' } } as const
  return auditApplication(await application.open(), options)
}

const rules = ['table-unexpected', 'column-unexpected', 'nullability-differs', 'table-missing']

test('what a refused migration and its later statements could have touched is unknown, the rest is judged', async () => {
  const report = await audited(
    `${made} alter table users alter column email drop not null; drop table notes; create table scratch (id int primary key);`,
  )
  expect(saidBy(report, ...rules)).toEqual([
    'error nullability-differs: column public.users.email: nullable is false in the migrations, true in the database.',
    'error table-missing: table public.notes is in the migrations, not in the database.',
    'warning table-unexpected: table public.scratch is in the database, not in the migrations.',
    'note column-unexpected: column public.orders.place is in the database, not in the migrations. What the migrations make of it is not known: 002_places cannot be run.',
    'note table-unexpected: 2 tables (public.places and public.routes) are in the database, not in the migrations. What the migrations make of it is not known: 002_places cannot be run.',
  ])
  expect(saidBy(report, 'migration-cannot-run')).toHaveLength(1)
  expect(report.databases[0]?.witnesses.history?.replayed).toBe(2)
})

test('what is put together while it runs may be anything that the history does not have', async () => {
  const dynamic = `-- migrate:up
do $$ begin execute format('create table %s (id int)', 'a_' || 'b'); raise exception 'no'; end $$;
`
  const report = await audited(
    'create table users (id int primary key, email text); create table orders (id int primary key); create table notes (id int primary key, body text); create table a_b (id int)',
    dynamic,
  )
  expect(saidBy(report, ...rules)).toEqual([
    'error nullability-differs: column public.users.email: nullable is false in the migrations, true in the database.',
    'note table-unexpected: table public.a_b is in the database, not in the migrations. What the migrations make of it is not known: 002_places cannot be run.',
  ])
})

test('what a database has not applied tells nothing about what it has', async () => {
  const database = await testDatabase()
  const application = await testApplication(
    { shop: { url: database.url } },
    { 'shop/001_start.sql': first },
    nativeShadow(),
  )
  await up(await application.open(), { only: [], to: null, allowOutOfOrder: false })
  await application.migration('shop/002_places.sql', refused)
  await database.run('alter table orders drop column id')
  const options = { only: [], live: true, ledger: { kind: 'none' } } as const
  const report = await auditApplication(await application.open(), options)
  expect(saidBy(report, 'column-missing', 'migration-cannot-run')).toEqual([
    expect.stringMatching(/^error migration-cannot-run: migration 002_places/),
    'error column-missing: column public.orders.id is in the migrations, not in the database.',
  ])
})

test('a foreign key that a refused migration would make is not told to be missing', async () => {
  const start = `-- migrate:up
create table users (id int primary key);
create table orders (id int primary key, user_id int, rival_id int);
create table notes (id int primary key, user_id int);
create table rivals (id int primary key);
create index on orders (user_id);
create index on orders (rival_id);
create index on notes (user_id);
`
  const keys = `-- migrate:up
alter table orders add foreign key (user_id) references users;
create extension nowhere_to_be_found;
`
  const database = await testDatabase()
  const application = await testApplication(
    { shop: { url: database.url } },
    { 'shop/001_start.sql': start, 'shop/002_keys.sql': keys },
    nativeShadow(),
  )
  const told = async (live: boolean): Promise<readonly string[]> =>
    saidBy(
      await auditApplication(await application.open(), {
        only: [],
        live,
        ledger: { kind: 'none' },
      }),
      'foreign-key-missing',
    )
  const unknown = 'What the migrations make of it is not known: 002_keys cannot be run.'
  expect(await told(false)).toEqual([
    'warning foreign-key-missing: public.notes.user_id points at shop:public.users.id and has no foreign key.',
    `note foreign-key-missing: public.orders.rival_id points at shop:public.rivals.id and has no foreign key. ${unknown}`,
    `note foreign-key-missing: public.orders.user_id points at shop:public.users.id and has no foreign key. ${unknown}`,
  ])
  await database.run(`${start} alter table orders add foreign key (user_id) references users;`)
  expect(await told(true)).toEqual([
    'warning foreign-key-missing: public.notes.user_id points at shop:public.users.id and has no foreign key.',
    'warning foreign-key-missing: public.orders.rival_id points at shop:public.rivals.id and has no foreign key.',
    `note foreign-key-missing: public.orders.user_id points at shop:public.users.id and has no foreign key. ${unknown}`,
  ])
  const list = await application.cli('references', '--no-databases')
  expect(list.stdout).toContain(`not known: ${unknown}`)
})

test('what hangs on an object that a refused migration drops with cascade is unknown as well', async () => {
  const start = `-- migrate:up
create schema old;
create type mood as enum ('sad', 'glad');
create table old.logs (id int primary key);
create table users (id int primary key);
create table orders (id int primary key, user_id int constraint of_user references users);
create table moods (id int primary key, mood mood);
create table notes (id int primary key, order_id int constraint of_order references orders);
create index on orders (user_id);
create index on notes (order_id);
create view names as select id from users;
create view shown as select id from names;
create view kept as select id from notes;
`
  const drops = `-- migrate:up
drop table users cascade;
drop type mood cascade;
drop schema old cascade;
create extension nowhere_to_be_found;
`
  const database = await testDatabase()
  const application = await testApplication(
    { shop: { url: database.url } },
    { 'shop/001_start.sql': start, 'shop/002_drops.sql': drops },
    nativeShadow(),
  )
  await database.run(`${start} drop table users cascade; drop type mood cascade;
    drop schema old cascade; drop view kept; alter table notes drop constraint of_order;`)
  const options = { only: [], live: true, ledger: { kind: 'none' } } as const
  const report = await auditApplication(await application.open(), options)
  const unknown = 'What the migrations make of it is not known: 002_drops cannot be run.'
  const gone = 'in the migrations, not in the database.'
  expect(
    saidBy(report, 'constraint-differs', 'view-differs', 'column-missing', 'table-missing'),
  ).toEqual([
    `error constraint-differs: foreign key public.notes.of_order is ${gone}`,
    `warning view-differs: view public.kept is ${gone}`,
    `note column-missing: column public.moods.mood is ${gone} ${unknown}`,
    `note constraint-differs: foreign key public.orders.of_user is ${gone} ${unknown}`,
    `note table-missing: 2 tables (old.logs and public.users) are ${gone} ${unknown}`,
    `note view-differs: 2 views (public.names and public.shown) are ${gone} ${unknown}`,
  ])
  const { stdout } = await application.cli('audit', '--full')
  expect(stdout).toContain(`Foreign key public.orders.of_user is ${gone} ${unknown}`)
})

test.each([
  ['alter table users drop column code cascade', 'note'],
  ['alter table users drop constraint of_code cascade', 'note'],
  ['do $$ begin drop table users cascade; end $$', 'note'],
  ['alter table users drop column email cascade', 'error'],
  ['drop table if exists users', 'error'],
])('a refused "%s" makes the missing foreign key to it a %s', async (drop, severity) => {
  const start = `-- migrate:up
create table users (id int primary key, code int constraint of_code unique, email text);
create table orders (id int primary key, code int constraint of_user references users (code));
create index on orders (code);
`
  const database = await testDatabase()
  const application = await testApplication(
    { shop: { url: database.url } },
    {
      'shop/001_start.sql': start,
      'shop/002_drops.sql': `-- migrate:up\n${drop};\ncreate extension no_such;`,
    },
    nativeShadow(),
  )
  await database.run(`${start} alter table orders drop constraint of_user;`)
  const options = { only: [], live: true, ledger: { kind: 'none' } } as const
  const report = await auditApplication(await application.open(), options)
  const said = saidBy(report, 'constraint-differs')
  expect(said).toEqual([
    expect.stringMatching(
      new RegExp(`^${severity} constraint-differs: foreign key public.orders.of_user`),
    ),
  ])
})
