import { expect, test } from 'vitest'
import { readingOf } from '../../tests/support/declared-models.ts'
import { ddlOf, schemasOf } from './ddl-of.ts'

const text = `
from sqlalchemy import *
from sqlalchemy.dialects.postgresql import ExcludeConstraint, DOMAIN

metadata = MetaData()
event.listen(metadata, "before_create", DDL("create extension if not exists citext"))
notes = Table("notes", metadata,
    Column("id", BigInteger, Identity(always=True, start=5), primary_key=True),
    Column("user", Integer, ForeignKey("own.users.id", ondelete="CASCADE", deferrable=True)),
    Column("total", Integer, Computed("id * 2"), comment="twice"),
    Column("size", DOMAIN("positive", Integer, check="VALUE > 0"), server_default="3"),
    UniqueConstraint("user", "size", name="one", postgresql_nulls_not_distinct=True),
    ExcludeConstraint(("size", "="), using="gist", where=text("size > 1"), name="apart"),
    Index("by_size", "size", postgresql_using="hash", postgresql_where=text("size > 2")),
    comment="it's")
event.listen(notes, "after_create", DDL("alter table %(table)s enable row level security"))
users = Table("users", metadata, Column("id", Integer, primary_key=True), schema="own")
`

test('tables come with what is theirs, and foreign keys last, so that no table has to wait', async () => {
  const { declarations } = await readingOf({ 'app/models.py': text })
  const statements = declarations.flatMap(ddlOf)
  expect(statements.map(({ sql }) => sql)).toEqual([
    'create extension if not exists citext',
    'create domain positive as INTEGER check (VALUE > 0)',
    'create table notes (id BIGINT generated always as identity (start with 5) not null, ' +
      '"user" INTEGER, total INTEGER generated always as (id * 2) stored, ' +
      "size positive default '3', primary key (id))",
    'alter table notes add constraint one unique nulls not distinct ("user", size)',
    'alter table notes add constraint apart exclude using gist (size with =) where (size > 1)',
    'create index by_size on notes using hash (size) where (size > 2)',
    "comment on table notes is 'it''s'",
    "comment on column notes.total is 'twice'",
    'alter table notes enable row level security',
    'create table own.users (id SERIAL not null, primary key (id))',
    'alter table notes add foreign key ("user") references own.users (id) on delete CASCADE deferrable',
  ])
  expect(declarations.flatMap(schemasOf)).toEqual(['own'])
})

test('every statement knows its place and what it makes', async () => {
  const { declarations } = await readingOf({ 'app/models.py': text })
  const index = declarations.flatMap(ddlOf).find(({ subject }) => subject === 'index by_size')
  expect(index?.at).toMatchObject({ file: 'app/models.py', line: 14 })
})

test('a column of a type that is not known is left out, and what needs it is refused alone', async () => {
  const { declarations } = await readingOf({
    'app/models.py': `
from sqlalchemy import *
from elsewhere import Odd
Table("t", MetaData(), Column("a", Odd(), primary_key=True), Column("b", Integer))`,
  })
  expect(declarations.flatMap(ddlOf).map(({ sql }) => sql)).toEqual(['create table t (b INTEGER)'])
})

test('keys that say the same are one, as in one statement that makes the table', async () => {
  const { declarations } = await readingOf({
    'app/models.py': `
from sqlalchemy import *
Table("t", MetaData(),
    Column("a", Integer, primary_key=True, unique=True),
    Column("b", Integer, unique=True),
    UniqueConstraint("b", name="only_b"),
    UniqueConstraint("b", "a", name="both"))`,
  })
  expect(declarations.flatMap(ddlOf).map(({ sql }) => sql)).toEqual([
    'create table t (a SERIAL not null, b INTEGER, primary key (a))',
    'alter table t add constraint only_b unique (b)',
    'alter table t add constraint "both" unique (b, a)',
  ])
})
