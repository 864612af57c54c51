import type { SqlType } from './drafts.ts'

/** What the SQL of a type of a class begins with, and of those that inherit from it. */
const BEGINNINGS: ReadonlyMap<string, RegExp> = new Map([
  ['String', /^(VARCHAR|TEXT|CHAR|NCHAR|CITEXT)/],
  ['VARCHAR', /^VARCHAR/],
  ['Unicode', /^VARCHAR/],
  ['Text', /^TEXT/],
  ['TEXT', /^TEXT/],
  ['UnicodeText', /^TEXT/],
  ['CHAR', /^CHAR/],
  ['Integer', /^(INTEGER|SMALLINT|BIGINT)/],
  ['INTEGER', /^INTEGER/],
  ['BigInteger', /^BIGINT/],
  ['BIGINT', /^BIGINT/],
  ['SmallInteger', /^SMALLINT/],
  ['SMALLINT', /^SMALLINT/],
  ['Numeric', /^(NUMERIC|DECIMAL|FLOAT|DOUBLE|REAL)/],
  ['NUMERIC', /^NUMERIC/],
  ['Float', /^(FLOAT|DOUBLE|REAL)/],
  ['Boolean', /^BOOLEAN/],
  ['BOOLEAN', /^BOOLEAN/],
  ['DateTime', /^TIMESTAMP/],
  ['DATETIME', /^TIMESTAMP/],
  ['TIMESTAMP', /^TIMESTAMP/],
  ['Date', /^DATE$/],
  ['DATE', /^DATE$/],
  ['Time', /^TIME /],
  ['Uuid', /^UUID/],
  ['UUID', /^UUID/],
  ['JSON', /^JSONB?$/],
  ['JSONB', /^JSONB$/],
  ['LargeBinary', /^BYTEA/],
  ['BYTEA', /^BYTEA/],
  ['TSVECTOR', /^TSVECTOR/],
  ['INET', /^INET/],
  ['Interval', /^INTERVAL/],
  ['INTERVAL', /^INTERVAL/],
])

/** Whether a type is of one of SQLAlchemy's classes; null where that is not known. */
export function isOfTypeClass(type: SqlType, name: string): boolean | null {
  if (name === 'TypeEngine') return true
  if (type.kind === 'array') return name === 'ARRAY'
  if (type.kind === 'domain') return name === 'DOMAIN'
  if (type.kind === 'enum') return /^(Enum|ENUM|String)$/.test(name)
  if (type.kind !== 'plain') return null
  if (/^(Enum|ENUM|ARRAY|DOMAIN)$/.test(name)) return false
  return BEGINNINGS.get(name)?.test(type.sql) ?? null
}
