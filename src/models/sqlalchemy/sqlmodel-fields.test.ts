import { expect, test } from 'vitest'
import { declared } from '../../../tests/support/declared-models.ts'

const head = `
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Optional
from sqlalchemy import Column, Text
from sqlmodel import Field, SQLModel

class Kind(str, Enum):
    ONE = "1"
`

async function columnsOf(fields: string, pins?: string): Promise<string | undefined> {
  const { sql, gaps } = await declared(
    `${head}\nclass Hero(SQLModel, table=True):\n${fields}`,
    pins,
  )
  expect(gaps).toEqual([])
  return sql.find((one) => one.startsWith('create table'))
}

test.each([
  [
    'id: Optional[int] = Field(default=None, primary_key=True)',
    'id SERIAL not null, primary key (id)',
  ],
  ['name: str = Field(max_length=20)', 'name VARCHAR(20) not null'],
  ['name: str | None = None', 'name VARCHAR'],
  ['name: str | None = Field(sa_type=Text, nullable=False)', 'name TEXT not null'],
  ['name: str = Field(sa_column=Column("other", Text))', 'other TEXT'],
  [
    'name: str = Field(sa_column_kwargs={"server_default": "x"})',
    "name VARCHAR default 'x' not null",
  ],
  ['price: Decimal = Field(max_digits=8, decimal_places=2)', 'price NUMERIC(8, 2) not null'],
  ['kind: Kind', 'kind kind not null'],
  ['date: date', 'date DATE not null'],
])('%s', async (field, column) => {
  expect(await columnsOf(`    ${field}\n`)).toBe(`create table hero (${column})`)
})

test('a class without table=True has no table, and its fields come first in those that inherit', async () => {
  const { sql } = await declared(`${head}
class Base(SQLModel):
    name: str
class Hero(Base, table=True):
    id: int = Field(primary_key=True)
`)
  expect(sql).toEqual([
    'create table hero (name VARCHAR not null, id SERIAL not null, primary key (id))',
  ])
})

test.each([
  ['sqlmodel==0.0.8', 'kind VARCHAR not null'],
  ['sqlmodel==0.0.22', 'kind kind not null'],
])('with %s an enum of texts is %s', async (pin, column) => {
  expect(await columnsOf('    kind: Kind\n', pin)).toBe(`create table hero (${column})`)
})

test('before SQLAlchemy 2.0 the columns that a class makes itself stand first', async () => {
  const fields = '    a: str\n    b: str = Field(sa_column=Column(Text))\n'
  expect(await columnsOf(fields, 'sqlalchemy==1.4.41')).toBe(
    'create table hero (b TEXT, a VARCHAR not null)',
  )
})
