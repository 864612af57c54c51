import { hazardKinds, type Hazard } from './hazard.ts'
import type { Plan } from './plan.ts'

/** All hazards of a plan, the gravest kinds first, each once. */
export function hazardsOfPlan({ blocks }: Pick<Plan, 'blocks'>): readonly Hazard[] {
  const all = blocks.flatMap(({ statements }) => statements.flatMap(({ hazards }) => hazards))
  const found = new Map(all.map((hazard) => [`${hazard.kind}\0${hazard.sentence}`, hazard]))
  return [...found.values()].sort(
    (left, right) => hazardKinds.indexOf(left.kind) - hazardKinds.indexOf(right.kind),
  )
}
