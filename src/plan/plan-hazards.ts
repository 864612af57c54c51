import type { HazardKind } from './hazard.ts'
import { hazardsOfPlan } from './hazards-of-plan.ts'
import type { Plan } from './plan.ts'

/** The kinds of hazards that a plan has, the gravest first, each once. */
export function planHazards(plan: Pick<Plan, 'blocks'>): readonly HazardKind[] {
  return [...new Set(hazardsOfPlan(plan).map(({ kind }) => kind))]
}
