import { emptyCatalogue } from './empty-catalogue.ts'
import { expect, test } from 'vitest'
import { countsOf } from './counts.ts'
import type { Exclusion, PrimaryKey } from './constraint.ts'
import type { Table } from './table.ts'

test('an emptyCatalogue catalogue counts nothing', () => {
  const { indexes, ...counts } = countsOf(emptyCatalogue)
  expect(indexes).toEqual({ total: 0, byMethod: {}, redundant: 0 })
  expect(new Set(Object.values(counts))).toEqual(new Set([0]))
})

test('an index behind a constraint counts under its access method', () => {
  const constraints = [
    primaryKey(false),
    primaryKey(true),
    exclusion('EXCLUDE USING spgist (during WITH &&)'),
  ]
  const { indexes } = countsOf({ ...emptyCatalogue, tables: [{ ...table, constraints }] })
  expect(indexes).toEqual({ total: 3, byMethod: { btree: 1, gist: 1, spgist: 1 }, redundant: 0 })
})

test('a partition is no table of its own', () => {
  const bound = 'DEFAULT'
  const partition = { ...table, name: 'p', partitionOf: { parent: table, bound } }
  const { tables, partitions } = countsOf({ ...emptyCatalogue, tables: [table, partition] })
  expect({ tables, partitions }).toEqual({ tables: 1, partitions: 1 })
})

const table: Table = {
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

function primaryKey(withoutOverlaps: boolean): PrimaryKey {
  return {
    kind: 'primary-key',
    name: `key ${withoutOverlaps}`,
    inherited: false,
    comment: null,
    columns: ['id'],
    include: [],
    deferral: 'not-deferrable',
    withoutOverlaps,
    storageParameters: [],
  }
}

function exclusion(definition: string): Exclusion {
  const facts = { name: 'x', inherited: false, comment: null }
  return { kind: 'exclusion', ...facts, definition, deferral: 'not-deferrable' }
}
