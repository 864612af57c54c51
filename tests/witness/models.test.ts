import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { diff, parseWitness, type Diff } from '../../src/index.ts'
import { auditApplication } from '../../src/witness/audit/audit-application.ts'
import { nativeShadow } from '../support/plan-place.ts'
import { migration } from '../support/sql-migration.ts'
import { testApplication, type TestApplication } from '../support/test-application.ts'

const models = `
from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

class Base(DeclarativeBase):
    pass

class User(Base):
    __tablename__ = "users"
    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(255), unique=True)

class Note(Base):
    __tablename__ = "notes"
    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[str] = mapped_column(String(36), ForeignKey("users.id"))

class Visit(Base):
    __tablename__ = "visits"
    __bind_key__ = "metrics"
    id: Mapped[int] = mapped_column(primary_key=True)
`
const history =
  migration(`create table users (id serial primary key, email varchar(200) not null unique);
  create table notes (id serial primary key, user_id varchar(36) not null);`)

async function fixture(settings: Readonly<Record<string, unknown>>): Promise<TestApplication> {
  const app = await testApplication(
    { auth: {}, metrics: {} },
    { 'auth/001_users.sql': history },
    { ...nativeShadow(), ...settings },
  )
  await mkdir(join(app.folder, 'app'))
  await writeFile(join(app.folder, 'app/models.py'), models)
  return app
}

async function compare(app: TestApplication, left: string, right: string): Promise<Diff> {
  const names = [parseWitness(left), parseWitness(right)] as const
  return diff(await app.open(), names, { constraintNames: true })
}

test('models are compared with a history, and what PostgreSQL refuses is told with its place', async () => {
  const app = await fixture({
    models: [{ reader: 'sqlalchemy', files: ['app/**/*.py'], database: 'auth' }],
  })
  const { differences, left } = await compare(app, 'models:auth', 'history:auth')
  expect(differences).toMatchObject([
    { object: { kind: 'column', relation: 'users', name: 'email' }, attribute: 'type' },
  ])
  expect(left.notes).toHaveLength(2)
  expect(left.notes[0]).toBe('models:auth: 2 models read whole')
  expect(left.notes[1]).toMatch(/app\/models\.py:16:\d+: constraint of notes: refused: foreign key/)
})

test('without a database in the settings the models themselves tell theirs', async () => {
  const app = await fixture({ models: [{ reader: 'sqlalchemy', files: ['app/*.py'] }] })
  await writeFile(join(app.folder, 'visits.sql'), 'create table visits (id serial primary key);')
  expect(
    (await compare(app, 'models:metrics', join(app.folder, 'visits.sql'))).differences,
  ).toEqual([])
})

const broken = `
from sqlalchemy import Column, Enum, Integer, MetaData, Table
from elsewhere import labels

metadata = MetaData()
users = Table("users", metadata, Column("id", Integer, primary_key=True))
states = Table("states", metadata, Column("state", Enum(*labels)))
def broken(:
    pass
tags = Table("tags", metadata, Column("id", Integer))
`

test('what does not parse is told with a caret, what is not known with a reason, and the rest is read', async () => {
  const settings = { models: [{ reader: 'sqlalchemy', files: ['app/*.py'], database: 'auth' }] }
  const app = await fixture(settings)
  await writeFile(join(app.folder, 'app/models.py'), broken)
  const names = [parseWitness('models:auth'), parseWitness('history:auth')] as const
  const run = await app.open()
  const short = await diff(run, names, { constraintNames: true })
  expect(short.left.notes[0]).toBe(
    'models:auth: 2 models read whole, 1 in part, 1 not at all; --gaps lists what was not read',
  )
  expect(short.left.notes[1]).toMatch(/models\.py:8:\d+: not read: .*\n[^]*def broken\(:\n.*\^/)
  expect(short.left.gaps.map(({ subject, at }) => [subject, at.line])).toContainEqual([
    'states.state',
    3,
  ])
  const long = await diff(run, names, { constraintNames: true, gaps: true })
  expect(long.left.notes.join('\n')).toMatch(
    /models\.py:3:1: states\.state: not read: module "elsewhere" is not part of the project/,
  )
})

test('an enum belongs to the database of the tables that use it, where models of two share a base', async () => {
  const text = `
from sqlalchemy import Column, Enum, Integer, MetaData, Table
metadata = MetaData()
Table("users", metadata, Column("role", Enum("a", "b", name="role")), info={"bind_key": "auth"})
Table("visits", metadata, Column("kind", Enum("c", name="kind")), info={"bind_key": "metrics"})
`
  const app = await fixture({ models: [{ reader: 'sqlalchemy', files: ['app/*.py'] }] })
  await writeFile(join(app.folder, 'app/models.py'), text)
  await writeFile(
    join(app.folder, 'visits.sql'),
    "create type kind as enum ('c'); create table visits (kind kind);",
  )
  const { differences } = await compare(app, 'models:metrics', join(app.folder, 'visits.sql'))
  expect(differences).toEqual([])
})

test.each([
  [{}, /The settings name no models of "auth"/],
  [
    { models: [{ reader: 'sqlalchemy', files: ['nowhere/*.py'], database: 'auth' }] },
    /No Python file/,
  ],
])('settings %o', async (settings, said) => {
  await expect(compare(await fixture(settings), 'models:auth', 'history:auth')).rejects.toThrow(
    said,
  )
})

test('an audit hears the models too, and knows where they stand', async () => {
  const app = await fixture({
    models: [{ reader: 'sqlalchemy', files: ['app/**/*.py'], database: 'auth' }],
  })
  const { code, stdout } = await app.cli('check', '--no-databases', '--only', 'auth')
  expect(code).toBe(1)
  expect(stdout).toMatch(/type is character varying\(255\) in the models.*column-type-differs/)
  expect(stdout).toMatch(/code {6}character varying\(255\) {2}\.?\/?app\/models\.py:11:\d+/)
})

const presupposing = `
from sqlalchemy import Computed, ForeignKey, text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

class Base(DeclarativeBase):
    pass

class Customer(Base):
    __tablename__ = "customers"
    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(server_default=text("new_code()"))
    city: Mapped[str] = mapped_column(server_default="Athens")
    big: Mapped[str] = mapped_column(Computed("upper(city)"))

class Order(Base):
    __tablename__ = "orders"
    id: Mapped[int] = mapped_column(primary_key=True)
    customer_id: Mapped[int] = mapped_column(ForeignKey("customers.id"))
`

test('a table is made as far as it can be where PostgreSQL refuses a part of it', async () => {
  const app = await testApplication(
    { auth: {} },
    {
      'auth/001_customers.sql': migration(`create function new_code() returns text language sql
    return 'c';
  create table customers (
    id serial primary key, code varchar not null default new_code(), city varchar not null default 'Athens',
    big varchar generated always as (upper(city)) stored not null
  );
  create table orders (id serial primary key, customer_id integer not null references customers);`),
    },
    { models: [{ reader: 'sqlalchemy', files: ['app/**/*.py'], database: 'auth' }] },
  )
  await mkdir(join(app.folder, 'app'))
  await writeFile(join(app.folder, 'app/models.py'), presupposing)
  const { differences, left } = await compare(app, 'models:auth', 'history:auth')
  expect(differences).toMatchObject([
    { object: { kind: 'column', relation: 'customers', name: 'code' }, attribute: 'default' },
    { object: { kind: 'routine', name: 'new_code' } },
  ])
  expect(left.notes[1]).toMatch(
    /app\/models\.py:11:\d+: default of customers\.code: refused: function new_code\(\) does not exist/,
  )
  const report = await auditApplication(await app.open(), {
    only: [],
    live: false,
    orphans: false,
    ledger: { kind: 'none' },
  })
  // The file's way down is empty, too.
  expect(report.findings.map(({ rule }) => rule)).toEqual([
    'reference-without-index',
    'migration-without-way-back',
  ])
  expect(report.databases[0]?.notes).toEqual([
    expect.stringMatching(
      /^default of customers\.code of the models was refused: .*app\/models\.py:11/,
    ),
  ])
})
