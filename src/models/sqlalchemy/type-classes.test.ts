import { expect, test } from 'vitest'
import { declared } from '../../../tests/support/declared-models.ts'

const types: readonly (readonly [python: string, sql: string])[] = [
  ['sa.String', 'VARCHAR'],
  ['sa.String(50)', 'VARCHAR(50)'],
  ['sa.String(50, collation="C")', 'VARCHAR(50) collate "C"'],
  ['sa.Text()', 'TEXT'],
  ['sa.BigInteger', 'BIGINT'],
  ['sa.Numeric(10, 2)', 'NUMERIC(10, 2)'],
  ['sa.Numeric(10)', 'NUMERIC(10)'],
  ['sa.Float(53)', 'FLOAT(53)'],
  ['sa.Double', 'DOUBLE PRECISION'],
  ['sa.DateTime(timezone=True)', 'TIMESTAMP WITH TIME ZONE'],
  ['sa.DateTime', 'TIMESTAMP WITHOUT TIME ZONE'],
  ['TIMESTAMP(precision=3)', 'TIMESTAMP(3) WITHOUT TIME ZONE'],
  ['sa.Interval', 'INTERVAL'],
  ['INTERVAL(fields="DAY TO SECOND")', 'INTERVAL DAY TO SECOND'],
  ['sa.LargeBinary(10)', 'BYTEA'],
  ['sa.JSON', 'JSON'],
  ['JSONB(astext_type=sa.Text())', 'JSONB'],
  ['sa.JSON().with_variant(JSONB(), "postgresql")', 'JSONB'],
  ['sa.JSON().with_variant(sa.Text(), "sqlite")', 'JSON'],
  ['UUID(as_uuid=True)', 'UUID'],
  ['sa.Uuid(native_uuid=False)', 'CHAR(32)'],
  ['ARRAY(sa.String(5), dimensions=2)', 'VARCHAR(5)[][]'],
  ['BIT(3, varying=True)', 'BIT VARYING(3)'],
  ['TSVECTOR', 'TSVECTOR'],
  ['INT4RANGE', 'INT4RANGE'],
  ['sa.Enum("a", "bc", native_enum=False)', 'VARCHAR(2)'],
  ['MutableDict.as_mutable(JSONB)', 'JSONB'],
  ['Money', 'NUMERIC(20, 4)'],
  ['Short(7)', 'VARCHAR(7)'],
  ['Point()', 'POINT'],
]

const head = `
import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import *
from sqlalchemy.ext.mutable import MutableDict

class Money(sa.TypeDecorator):
    impl = sa.Numeric(20, 4)

class Short(sa.TypeDecorator):
    impl = sa.String

class Point(sa.types.UserDefinedType):
    def get_col_spec(self, **kw):
        return "POINT"

metadata = sa.MetaData()
`

test('every type is written as the dialect of PostgreSQL writes it', async () => {
  const tables = types.map(
    ([python], index) => `sa.Table("t${index}", metadata, sa.Column("c", ${python}))\n`,
  )
  const { sql, gaps } = await declared(head + tables.join(''))
  expect(gaps).toEqual([])
  expect(sql).toEqual(types.map(([, type], index) => `create table t${index} (c ${type})`))
})

test('a type of a library that is not known is a gap of its column', async () => {
  const { sql, gaps } = await declared(`${head}
from elsewhere import Odd
sa.Table("t", metadata, sa.Column("a", sa.Integer), sa.Column("b", Odd()))
`)
  expect(sql).toEqual(['create table t (a INTEGER)'])
  expect(gaps).toEqual(['t.b: module "elsewhere" is not part of the project'])
})
