import { expect, test } from 'vitest'
import type { PrimaryKey, UniqueConstraint } from './constraint.ts'
import { redundantIndexes } from './redundant-indexes.ts'
import type { Table } from './table.ts'
import type { IndexKey, TableIndex } from './table-index.ts'

test('an index on the first columns of another is redundant', () => {
  const indexes = [index('long', 'a b c'), index('short', 'a b'), index('other', 'b')]
  expect(found({ indexes })).toEqual(['short by long'])
})

test('of two equal indexes the first by name stays', () => {
  expect(found({ indexes: [index('two', 'a'), index('one', 'a')] })).toEqual(['two by one'])
})

test('the primary key covers an index on its first column, never the other way round', () => {
  const indexes = [
    index('longer', 'a b c'),
    index('again', 'a b', { unique: true }),
    index('a', 'a'),
  ]
  expect(found({ constraints: [primaryKey('key', 'a b')], indexes })).toEqual([
    'a by key',
    'again by key',
  ])
})

test('a unique constraint on the columns of the primary key is redundant', () => {
  const constraints = [unique('again', 'a'), primaryKey('key', 'a')]
  expect(found({ constraints })).toEqual(['again by key'])
})

test('a unique index is not covered by one with more keys, nor by one that is not unique', () => {
  const indexes = [index('once', 'a', { unique: true }), index('x', 'a b', { unique: true })]
  expect(found({ indexes })).toEqual([])
  expect(found({ indexes: [index('once', 'a', { unique: true }), index('x', 'a')] })).toEqual([
    'x by once',
  ])
})

test('what is unique differently is not covered', () => {
  const strict = index('strict', 'a', { unique: true, nullsNotDistinct: true })
  expect(found({ indexes: [strict, index('loose', 'a', { unique: true })] })).toEqual([])
  const constraints = [unique('deferred', 'a', { deferral: 'deferrable' }), unique('now', 'a')]
  expect(found({ constraints })).toEqual([])
})

test('order, collation, operator class and condition make a difference', () => {
  const plain = index('plain', 'a')
  for (const change of [
    { order: 'descending' },
    { nulls: 'first' },
    { collation: '"C"' },
    { operatorClass: 'text_pattern_ops' },
    { on: { kind: 'expression', text: 'a' } },
  ] as const) {
    const [key] = plain.keys
    const keys = key === undefined ? [] : [{ ...key, ...change }]
    expect(found({ indexes: [plain, { ...index('x', 'a'), keys }] })).toEqual([])
  }
  const where = '(b > 1)'
  expect(found({ indexes: [plain, index('x', 'a', { where })] })).toEqual([])
  expect(found({ indexes: [index('y', 'a b', { where }), index('x', 'a', { where })] })).toEqual([
    'x by y',
  ])
})

test('columns that are carried along must be carried by the other too', () => {
  const carrying = index('carrying', 'a', { include: ['c'] })
  expect(found({ indexes: [carrying, index('long', 'a b')] })).toEqual([])
  expect(found({ indexes: [carrying, index('long', 'a b c')] })).toEqual(['carrying by long'])
})

test('an invalid index covers nothing, and other methods are not judged', () => {
  expect(found({ indexes: [index('broken', 'a b', { valid: false }), index('x', 'a')] })).toEqual(
    [],
  )
  const method = 'gin'
  expect(found({ indexes: [index('x', 'a', { method }), index('y', 'a b', { method })] })).toEqual(
    [],
  )
  const overlapping = unique('during', 'a b', { withoutOverlaps: true })
  expect(found({ constraints: [overlapping], indexes: [index('x', 'a')] })).toEqual([])
})

function found(parts: Partial<Table>): readonly string[] {
  return redundantIndexes({ ...emptyTable, ...parts }).map(
    ({ name, coveredBy }) => `${name} by ${coveredBy}`,
  )
}

const emptyTable: Table = {
  kind: 'table',
  schema: 'public',
  name: 't',
  persistence: 'permanent',
  columns: [],
  constraints: [],
  indexes: [],
  triggers: [],
  policies: [],
  rowSecurity: 'disabled',
  partitionKey: null,
  partitionOf: null,
  inherits: [],
  storageParameters: [],
  accessMethod: 'heap',
  replicaIdentity: 'default',
  comment: null,
}

function index(name: string, columns: string, change: Partial<TableIndex> = {}): TableIndex {
  return {
    kind: 'index',
    name,
    method: 'btree',
    unique: false,
    nullsNotDistinct: false,
    keys: columns.split(' ').map(keyOn),
    include: [],
    where: null,
    storageParameters: [],
    valid: true,
    partitionOf: null,
    clustered: false,
    comment: null,
    ...change,
  }
}

function keyOn(name: string): IndexKey {
  const on = { kind: 'column', name } as const
  return { on, collation: null, operatorClass: null, order: 'ascending', nulls: 'last' }
}

function primaryKey(name: string, columns: string): PrimaryKey {
  return { ...backed, kind: 'primary-key', name, columns: columns.split(' ') }
}

function unique(
  name: string,
  columns: string,
  change: Partial<UniqueConstraint> = {},
): UniqueConstraint {
  const facts = { kind: 'unique', name, nullsNotDistinct: false } as const
  return { ...backed, ...facts, columns: columns.split(' '), ...change }
}

const backed = {
  inherited: false,
  comment: null,
  include: [],
  deferral: 'not-deferrable',
  withoutOverlaps: false,
  storageParameters: [],
} as const
