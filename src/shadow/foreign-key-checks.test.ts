import { expect, test } from 'vitest'
import { foreignKeyChecks, type ForeignKeyRow } from './foreign-key-checks.ts'

const key: ForeignKeyRow = { oid: 1, parent: 0, from: 10, to: 20, validated: true }
const ofPartition: ForeignKeyRow = { ...key, oid: 2, parent: 1, to: 21 }

test('a foreign key that is new or newly valid was checked', () => {
  const check = { from: 10, to: 20, reason: 'validation' }
  expect(foreignKeyChecks([], [key])).toEqual([check])
  expect(foreignKeyChecks([{ ...key, validated: false }], [key])).toEqual([check])
})

test('a foreign key that is not valid, or was so before, was not checked', () => {
  expect(foreignKeyChecks([], [{ ...key, validated: false }])).toEqual([])
  expect(foreignKeyChecks([key], [key])).toEqual([])
})

test('a referenced partition that leaves was checked', () => {
  const check = { from: 10, to: 21, reason: 'departure' }
  expect(foreignKeyChecks([key, ofPartition], [key])).toEqual([check])
})

test('a foreign key that is dropped was not checked, nor that of a referencing partition', () => {
  expect(foreignKeyChecks([key, ofPartition], [])).toEqual([])
  expect(foreignKeyChecks([key, { ...key, oid: 2, parent: 1, from: 11 }], [key])).toEqual([])
})
