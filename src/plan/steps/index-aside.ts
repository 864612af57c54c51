import { referenceKey } from '../../catalogue/object-reference.ts'
import { tableOf, wholeKeyOf } from '../side.ts'
import type { Planning } from './planning.ts'

/**
 * Whether an index that is made anew is built under another name while the old one is still of use.
 * Not where its columns change: then the old one cannot stay.
 */
export function isBuiltAside(key: string, planning: Planning): boolean {
  const { sides, fates } = planning
  if (!fates.replaced.has(key) || !canBeConcurrent(key, planning)) return false
  return (sides.from.needs.get(key) ?? []).every(({ on }) => {
    const other = referenceKey(on)
    return !fates.isRemoved(other) && !fates.retyped.has(other)
  })
}

/** Whether an index can be dropped and built while reads and writes go on. */
export function canBeConcurrent(
  key: string,
  { sides, fates, removals, options }: Planning,
): boolean {
  const object = sides.from.objects.get(key)
  if (object?.kind !== 'index' || !options.online || removals.dropperOf(key) !== key) return false
  const whole = wholeKeyOf(object.reference, sides.from)
  const table = tableOf(object.reference, sides.from)
  const partitioned = table !== null && table.partitionKey !== null
  return (
    whole !== null && fates.isKept(whole) && !partitioned && object.described.partitionOf === null
  )
}
