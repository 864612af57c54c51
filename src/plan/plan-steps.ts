import { differences } from '../compare/differences.ts'
import { decideFates } from './fate/decide-fates.ts'
import { orderedSteps } from './order-steps.ts'
import type { PlanStep } from './plan-step.ts'
import { sideOf, type Schema } from './side.ts'
import type { PlanningOptions } from './steps/planning.ts'

/**
 * The steps that lead from one schema to another, in an order that works. Both must have been read
 * from servers of one major version. What has no description is left as it is.
 */
export function planSteps(from: Schema, to: Schema, options: PlanningOptions): readonly PlanStep[] {
  const sides = { from: sideOf(described(from)), to: sideOf(described(to)) }
  const found = differences(sides.from.catalogue, sides.to.catalogue)
  const { major, learned, online } = options
  const expandable = online ? learned.rewriting : new Set<string>()
  const fates = decideFates(found, sides, { major, refused: learned.refused, expandable })
  return orderedSteps(sides, fates, options)
}

function described({ catalogue, dependencies }: Schema): Schema {
  return { catalogue: { ...catalogue, undescribed: [] }, dependencies }
}
