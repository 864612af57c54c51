import { expect, test } from 'vitest'
import { declared, mappedHead } from '../../../tests/support/declared-models.ts'

const head = `${mappedHead}
class Colour(str, enum.Enum):
    RED = "red"
    CRIMSON = "red"
    BLUE = "blue"
metadata = MetaData()
`

test.each([
  ['Enum(Colour)', "create type colour as enum ('RED', 'BLUE')", 'colour'],
  ['Enum(Colour, name="c")', "create type c as enum ('RED', 'BLUE')", 'c'],
  [
    'Enum(Colour, values_callable=lambda e: [m.value for m in e])',
    "create type colour as enum ('red', 'blue')",
    'colour',
  ],
  ['Enum("a", "b", name="ab")', "create type ab as enum ('a', 'b')", 'ab'],
  ['ENUM("a", name="ab", schema="own")', "create type own.ab as enum ('a')", 'own.ab'],
])('%s is a type of its own', async (python, type, name) => {
  const { sql } = await declared(`${head}\nTable("t", metadata, Column("c", ${python}))`)
  expect(sql).toEqual([type, `create table t (c ${name})`])
})

test('an enum that is no type of PostgreSQL is a text, with a check where it asks for one', async () => {
  const { sql } = await declared(`${head}
Table("t", metadata, Column("c", Enum(Colour, native_enum=False, create_constraint=True)))`)
  expect(sql).toEqual([
    'create table t (c VARCHAR(4))',
    "alter table t add constraint colour check (c in ('RED', 'BLUE'))",
  ])
})

test('labels that are not known leave the type unknown', async () => {
  const { gaps } = await declared(`${head}
from elsewhere import labels
Table("t", metadata, Column("c", Enum(*labels, name="x")))`)
  expect(gaps).toEqual(['t.c: module "elsewhere" is not part of the project'])
})
