import { partKey, tableKey } from '../../catalogue/table-key.ts'
import { parentNames } from '../../catalogue/parent-names.ts'
import { referenceKey } from '../../catalogue/object-reference.ts'
import type { Table } from '../../catalogue/table.ts'
import type { QualifiedName } from '../../catalogue/qualified-name.ts'
import { isKey } from '../../sql/print/key-content.ts'
import { tableAt } from '../side.ts'
import type { Planning } from './planning.ts'
import { leavesParents } from '../removals.ts'
import { defaultKey, releasedKey, settledKey } from './step-keys.ts'

/**
 * What a table must have before it becomes a partition of a table that has rows and keys already:
 * PostgreSQL takes keys and indexes that fit, and makes those that it misses under names of its own.
 */
export function sharesBefore(table: Table, planning: Planning): readonly string[] {
  const parents = parentNames(table).filter((parent) => !planning.fates.isMade(tableKey(parent)))
  if (parents.length === 0 || table.partitionOf === null) return []
  const keys = table.constraints
    .filter(
      (constraint) => isKey(constraint) || (constraint.inherited && constraint.kind !== 'check'),
    )
    .map(({ name }) => partKey('constraint', table, name))
  const indexes = table.indexes
    .filter(({ partitionOf }) => {
      if (partitionOf === null) return false
      const [parent] = parents
      const original = parent && {
        kind: 'index' as const,
        schema: parent.schema,
        relation: parent.name,
        name: partitionOf.name,
      }
      return original !== undefined && !planning.fates.isMade(referenceKey(original))
    })
    .map(({ name }) => partKey('index', table, name))
  return [...keys, ...indexes]
}

/** All that has to be as it shall be in the columns of a table, for others to take them over. */
export function settledColumns(
  table: QualifiedName,
  { sides, fates, removals }: Planning,
): readonly string[] {
  const key = tableKey(table)
  if (fates.isMade(key)) return [key]
  const [before, after] = [tableAt(key, sides.from), tableAt(key, sides.to)]
  const gone = (before?.columns ?? [])
    .map(({ name }) => partKey('column', table, name))
    .filter((column) => fates.isRemoved(column))
  const there = (after?.columns ?? []).map(({ name }) => partKey('column', table, name))
  return [
    ...gone.map((column) => removals.goneKey(column)),
    ...there,
    ...there.map(settledKey),
    ...there.map(defaultKey),
  ]
}

/**
 * What a step on a part of a table has to wait for: partitions and children that leave it, or go,
 * would take the change over; and a table that leaves its parents is its own master only then.
 */
export function afterLeaving(
  table: QualifiedName,
  { sides, fates, removals }: Planning,
): readonly string[] {
  const key = tableKey(table)
  const below = (sides.from.below.get(key) ?? []).map(tableKey)
  return [
    ...(leavesParents(key, fates) ? [releasedKey(key)] : []),
    ...below.flatMap((child) => {
      if (removals.isUnfolded(child)) return [releasedKey(child)]
      if (fates.isRemoved(child)) return [removals.goneKey(child)]
      return leavesParents(child, fates) ? [releasedKey(child)] : []
    }),
  ]
}
