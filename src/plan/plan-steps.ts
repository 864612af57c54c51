import { differences } from '../compare/differences.ts'
import { CircularPlan } from './circular-plan.ts'
import { decideFates } from './fate/decide-fates.ts'
import { orderedSteps } from './order-steps.ts'
import type { PlanStep } from './plan-step.ts'
import { sideOf, type Schema } from './side.ts'
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
  const expandable = online ? learned.rewriting : new Set<string>()
  const torn = new Set<string>()
  for (;;) {
    const fates = decideFates(found, sides, { ...learned, major, torn, expandable })
    const ordered = orderedSteps(sides, fates, options)
    if (ordered.kind === 'ordered') return ordered.steps
    const keys = toTear(ordered.steps, fates, sides).filter((key) => !torn.has(key))
    if (keys.length === 0) throw new CircularPlan(ordered.steps)
    for (const key of keys) torn.add(key)
  }
}

function described({ catalogue, dependencies }: Schema): Schema {
  return { catalogue: { ...catalogue, undescribed: [] }, dependencies }
}
