import { referenceKey } from '../catalogue/object-reference.ts'
import { differences } from '../compare/differences.ts'
import { CircularPlan } from './circular-plan.ts'
import { decideFates } from './fate/decide-fates.ts'
import { orderedSteps } from './order-steps.ts'
import type { PlanStep } from './plan-step.ts'
import { described, sideOf, type Schema } from './side.ts'
import type { PlanningOptions } from './steps/planning.ts'
import { toTear } from './tearing.ts'

/**
 * The steps that lead from one schema to another, in an order that works. Both must have been read
 * from servers of one major version. What has no description is left as it is.
 *
 * @throws CircularPlan where no order is found: a fault of the planner
 */
export function planSteps(from: Schema, to: Schema, options: PlanningOptions): readonly PlanStep[] {
  const sides = { from: sideOf(described(from)), to: sideOf(described(to)) }
  const found = differences(sides.from.catalogue, sides.to.catalogue)
  const { major, learned, online } = options
  const expandable = new Set(online ? learned.rewriting : [])
  const torn = new Set<string>()
  for (;;) {
    const fates = decideFates(found, sides, { ...learned, major, torn, expandable })
    const ordered = orderedSteps(sides, fates, options)
    if (ordered.kind === 'ordered') return ordered.steps
    const keys = toTear(ordered.steps, fates, sides).filter((key) => !torn.has(key))
    const inPlace = keys.length === 0 ? expandedAmong(ordered.steps, expandable) : []
    if (keys.length + inPlace.length === 0) throw new CircularPlan(ordered.steps)
    for (const key of keys) torn.add(key)
    for (const key of inPlace) expandable.delete(key)
  }
}

/**
 * The columns of a circle that were to get a second one beside them: where the type itself changes, the
 * old values and the new ones cannot both be there, and the column is changed in place.
 */
function expandedAmong(
  circle: readonly PlanStep[],
  expandable: ReadonlySet<string>,
): readonly string[] {
  return circle.map(({ object }) => referenceKey(object)).filter((key) => expandable.has(key))
}
