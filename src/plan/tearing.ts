import { partKey, tableKey } from '../catalogue/table-key.ts'
import { referenceKey } from '../catalogue/object-reference.ts'
import type { Fates } from './fate/fates.ts'
import type { PlanStep } from './plan-step.ts'
import { tableAt, type Sides } from './side.ts'

/**
 * What of a circle of steps has to let go of the old before it gets to the new: by a statement of
 * its own, where else one statement does both. None where that is no way.
 */
export function toTear(circle: readonly PlanStep[], fates: Fates, sides: Sides): readonly string[] {
  const rewritten = circle.filter(({ rank, object, makes }) => {
    const key = referenceKey(object)
    return rewriting.has(rank) && fates.altered.has(key) && makes.length > 0
  })
  const [first] = rewritten
  if (first !== undefined) return [referenceKey(first.object)]
  return foreignKeysAmong(circle, sides)
}

/** The ranks of steps that put another text in the place of one, in the order of what it costs. */
const rewriting: ReadonlySet<PlanStep['rank']> = new Set([
  'refinement',
  'type-refinement',
  'routine',
  'policy',
  'view',
])

/** Tables that refer to each other cannot become logged or not one after the other. */
function foreignKeysAmong(circle: readonly PlanStep[], { from }: Sides): readonly string[] {
  const tables = circle.flatMap(({ object }) => tableAt(referenceKey(object), from) ?? [])
  const keys = new Set(tables.map(tableKey))
  return tables.flatMap((table) =>
    table.constraints
      .filter((each) => each.kind === 'foreign-key' && keys.has(tableKey(each.references)))
      .map(({ name }) => partKey('constraint', table, name)),
  )
}
