import { expect, test } from 'vitest'
import { isPartitionedBy } from './partitioned-by.ts'

const partitioned = (partitionKey: string | null): Parameters<typeof isPartitionedBy>[0] => {
  return { partitionKey }
}

test('a table is partitioned by the columns that its key names, quoted or within a call', () => {
  const table = partitioned('RANGE (lower("a""b"), day)')
  expect(isPartitionedBy(table, 'a"b')).toBe(true)
  expect(isPartitionedBy(table, 'day')).toBe(true)
})

test('a function that the key calls is no column, and a plain table has no key', () => {
  expect(isPartitionedBy(partitioned('LIST (lower(name))'), 'lower')).toBe(false)
  expect(isPartitionedBy(partitioned(null), 'name')).toBe(false)
})
