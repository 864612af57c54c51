import { referenceKey } from '../catalogue/object-reference.ts'
import type { PlanStep } from './plan-step.ts'

/** Steps that stand in a circle which nothing opens: a fault of the planner, never of the user. */
export class CircularPlan extends Error {
  readonly steps: readonly PlanStep[]

  constructor(steps: readonly PlanStep[]) {
    const names = steps.map(
      ({ rank, object }) => `${rank} ${referenceKey(object).replaceAll('\0', ' ')}`,
    )
    super(`the steps of a plan stand in a circle: ${names.join(' -> ')}`)
    this.name = 'CircularPlan'
    this.steps = steps
  }
}
