import { hazardKinds, type HazardKind } from './hazard.ts'
import type { Plan } from './plan.ts'

/** The kinds of hazards that a plan has, the gravest first, each once. */
export function planHazards({ blocks }: Pick<Plan, 'blocks'>): readonly HazardKind[] {
  const hazards = blocks.flatMap(({ statements }) => statements.flatMap((one) => one.hazards))
  const found = new Set(hazards.map(({ kind }) => kind))
  return hazardKinds.filter((kind) => found.has(kind))
}
