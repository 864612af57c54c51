import { referenceKey } from '../../catalogue/object-reference.ts'
import { wholeKeyOf, type Side } from '../side.ts'

/** The columns that hold values of a type or rows of a table, be it in arrays, domains or composites. */
export function columnsOfType(key: string, side: Side): readonly string[] {
  const columns = new Set<string>()
  const types = new Set([key])
  for (const type of types) {
    for (const { dependent } of side.dependents.get(type) ?? []) {
      if (dependent.kind === 'column') columns.add(referenceKey(dependent))
      if (dependent.kind === 'type') types.add(referenceKey(dependent))
      if (dependent.kind === 'composite-attribute') types.add(wholeKeyOf(dependent, side) ?? key)
    }
  }
  return [...columns]
}
