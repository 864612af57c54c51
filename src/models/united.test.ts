import { expect, test } from 'vitest'
import { ddlOf } from './ddl-of.ts'
import { united } from './united.ts'
import { readingOf } from '../../tests/support/declared-models.ts'

test('keys of one metadata come after the tables of the other, and one table is made once', async () => {
  const text = `
from sqlalchemy import Column, ForeignKey, Integer, String
from sqlalchemy.orm import declarative_base
A = declarative_base()
B = declarative_base()
class Order(A):
    __tablename__ = 'orders'
    id = Column(Integer, primary_key=True)
    user_id = Column(Integer, ForeignKey('users.id'))
class User(B):
    __tablename__ = 'users'
    id = Column(Integer, primary_key=True)
class OrderAgain(B):
    __tablename__ = 'orders'
    id = Column(String, primary_key=True)
`
  const { declarations } = await readingOf({ 'app/models.py': text })
  const [first, ...others] = declarations
  if (first === undefined) throw new RangeError('no declaration')
  const { declaration, again } = united(first, ...others)
  const subjects = ddlOf(declaration).map(({ subject }) => subject)
  expect(subjects.filter((one) => one === 'table orders')).toHaveLength(1)
  expect(subjects.at(-1)).toMatch(/user_id|constraint|foreign/)
  expect(again.map(({ kind, first: kept, other }) => [kind, kept.at.line, other.at.line])).toEqual([
    ['table', 6, 13],
  ])
})
