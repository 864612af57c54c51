import { expect, test } from 'vitest'
import { declared } from '../../../tests/support/declared-models.ts'
import { truncated } from './naming.ts'

const table = `
Table("users", metadata,
    Column("id", Integer, primary_key=True),
    Column("team", Integer, ForeignKey("teams.id"), index=True),
    Column("email", Text, unique=True),
    CheckConstraint("id > 0", name="positive"),
    CheckConstraint("id < 9", name=conv("small")),
)
`

async function namesWith(convention: string): Promise<readonly string[]> {
  const { sql, gaps } = await declared(`
from sqlalchemy import *
from sqlalchemy.sql.naming import conv
metadata = MetaData(naming_convention=${convention})
${table}`)
  expect(gaps).toEqual([])
  return sql.flatMap((one) => /(?:constraint|index) (\w+)/.exec(one)?.[1] ?? [])
}

test('without a convention only indexes are named', async () => {
  expect(await namesWith('None')).toEqual(['positive', 'small', 'ix_users_team'])
})

test('a convention names what has no name, and wraps the names of checks', async () => {
  const convention = `{
    "ix": "%(table_name)s_%(column_0_name)s_idx", "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s", "pk": "pk_%(table_name)s",
    "fk": "fk_%(table_name)s_%(referred_table_name)s_%(referred_column_0_name)s"}`
  expect(await namesWith(convention)).toEqual([
    'pk_users',
    'ck_users_positive',
    'small',
    'uq_users_email',
    'users_team_idx',
    'fk_users_teams_id',
  ])
})

test('the classes of constraints stand for their letters', async () => {
  const convention = '{UniqueConstraint: "u_%(column_0_name)s", Index: "i_%(column_0_name)s"}'
  expect(await namesWith(convention)).toEqual(['positive', 'small', 'u_email', 'i_team'])
})

test('a function of the project is a token', async () => {
  const convention =
    '{"ix": "i", "uq": "%(own)s", "own": lambda constraint, table: table.name + "_own"}'
  expect(await namesWith(convention)).toContain('users_own')
})

test('an index that a convention leaves without a name is a gap', async () => {
  const { gaps } = await declared(`
from sqlalchemy import *
Table("t", MetaData(naming_convention={"pk": "pk"}), Column("c", Integer, index=True))`)
  expect(gaps).toEqual(['t: the naming convention gives this index no name'])
})

test('a name that is too long ends in four digits of its hash', () => {
  expect(truncated('x'.repeat(63))).toHaveLength(63)
  expect(truncated('x'.repeat(64))).toMatch(/^x{55}_[0-9a-f]{4}$/)
})
