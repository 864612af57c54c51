import { expect, test } from 'vitest'
import { readingOf } from '../../tests/support/declared-models.ts'
import { partOf } from './part-of.ts'

const text = `
from sqlalchemy import *
metadata = MetaData()
Table("users", metadata, Column("role", Enum("a", name="role")))
Table("visits", metadata, Column("kinds", ARRAY(Enum("b", name="kind"))))
`

test('a part has the types of its own tables, also within arrays', async () => {
  const { declarations } = await readingOf({ 'app/models.py': text })
  const parts = declarations.map((one) => partOf(one, ({ name }) => name === 'visits'))
  expect(parts.flatMap((one) => one.types.map(({ name }) => name))).toEqual(['kind'])
  expect(parts.flatMap((one) => one.tables.map(({ name }) => name))).toEqual(['visits'])
})

test('a part without tables is empty', async () => {
  const { declarations } = await readingOf({ 'app/models.py': text })
  const parts = declarations.map((one) => partOf(one, () => false))
  expect(parts.flatMap(({ tables, types }) => [...tables, ...types])).toEqual([])
})
