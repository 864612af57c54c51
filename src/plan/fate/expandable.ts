import { tableKey } from '../../catalogue/table-key.ts'
import { parentNames } from '../../catalogue/parent-names.ts'
import { referenceKey } from '../../catalogue/object-reference.ts'
import type { Constraint } from '../../catalogue/constraint.ts'
import { tableOf, type Sides } from '../side.ts'
import type { Fates } from './fates.ts'

/**
 * Whether a column that gets another type can get it by expand and contract: a second column is
 * filled while reads and writes go on, then takes the place of the first. Only what PostgreSQL can
 * tie to the second column beforehand may hang on it.
 */
export function isExpandable(key: string, { from, to }: Sides, fates: Fates): boolean {
  const [before, after] = [from.objects.get(key), to.objects.get(key)]
  if (before?.kind !== 'column' || after?.kind !== 'column') return false
  const table = tableOf(before.reference, from)
  const isPlain =
    table !== null &&
    table.partitionKey === null &&
    parentNames(table).length === 0 &&
    (from.below.get(tableKey(table)) ?? []).length === 0 &&
    fates.isKept(tableKey(table))
  const columns = [before.described, after.described]
  const isOwn = columns.every(({ generated, identity }) => generated === null && identity === null)
  return (
    isPlain &&
    isOwn &&
    (from.dependents.get(key) ?? []).every(({ dependent }) => {
      const object = from.objects.get(referenceKey(dependent))
      if (object?.kind === 'column') return false
      return (
        object?.kind !== 'constraint' || isMovable(object.described, referenceKey(dependent), from)
      )
    })
  )
}

/** A key that others refer to cannot be had twice. */
function isMovable(constraint: Constraint, key: string, from: Sides['from']): boolean {
  switch (constraint.kind) {
    case 'check':
      return true
    case 'primary-key':
    case 'unique':
      return !constraint.withoutOverlaps && (from.dependents.get(key) ?? []).length === 0
    case 'foreign-key':
    case 'exclusion':
      return false
  }
}
