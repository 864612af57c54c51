import { parentNames } from '../catalogue/parent-names.ts'
import { referenceKey } from '../catalogue/object-reference.ts'
import { dependencyOrder } from '../kernel/graph.ts'
import { Postponements } from '../sql/print/creation/postponement.ts'
import {
  dependenciesByDependent,
  stepGraph,
  type StepGraph,
} from '../sql/print/creation/step-graph.ts'
import type { Fates } from './fate/fates.ts'
import { withLateSteps } from './late-steps.ts'
import { placeOfRank } from './plan-rank.ts'
import type { PlanStep } from './plan-step.ts'
import { Removals } from './removals.ts'
import { tableAt, type Sides } from './side.ts'
import { spareNames } from './spare-name.ts'
import { earlyLeavingSteps } from './steps/alter-table.ts'
import { alterSteps } from './steps/alter-steps.ts'
import { commentSteps } from './steps/comment-steps.ts'
import { createSteps } from './steps/create-steps.ts'
import { dropSteps } from './steps/drop-steps.ts'
import { afterHeldRows } from './steps/held-rows.ts'
import type { Planning, PlanningOptions } from './steps/planning.ts'
import { rightsSteps } from './steps/rights-steps.ts'
import { typeMoveSteps } from './steps/type-swap.ts'

/** All steps of a plan in an order that works, or some that stand in a circle. */
export type OrderedSteps =
  | { readonly kind: 'ordered'; readonly steps: readonly PlanStep[] }
  | { readonly kind: 'circular'; readonly steps: readonly PlanStep[] }

/**
 * All steps of a plan in an order that works. Where they stand in a circle, parts are made later or
 * dropped earlier than what they are a part of.
 */
export function orderedSteps(sides: Sides, fates: Fates, options: PlanningOptions): OrderedSteps {
  const dependencies = dependenciesByDependent(sides.to.dependencies)
  const postponements = new Postponements(sides.to.catalogue)
  const postponed = new Set<string>()
  const unfolded = new Set<string>()
  const spareName = spareNames(namesOf(sides))
  for (;;) {
    const removals = new Removals(sides, fates, unfolded)
    const steps = stepsOf({ sides, fates, removals, options, postponed, spareName })
    const graph = stepGraph(steps, { dependencies, missing: new Map() })
    const ordered = dependencyOrder(steps, (step) => [...(graph.before.get(step)?.keys() ?? [])])
    if (ordered.kind === 'ordered') {
      return { kind: 'ordered', steps: refreshedInOrder(ordered.nodes) }
    }
    const circle = ordered.nodes
    const late = postponements.toOpen(circle, graph, postponed)
    const parts = late.length > 0 ? [] : toUnfold(circle, graph, removals)
    const early = late.length + parts.length > 0 ? parts : toDetach(circle, sides, unfolded)
    for (const key of late) postponed.add(key)
    for (const key of early) unfolded.add(key)
    if (late.length + early.length === 0) return { kind: 'circular', steps: circle }
  }
}

function namesOf({ from, to }: Sides): ReadonlySet<string> {
  const objects = [...from.objects.values(), ...to.objects.values()]
  return new Set(objects.flatMap(({ reference }) => ('name' in reference ? [reference.name] : [])))
}

/** All steps by rank; what must come after removals says so in its needs. */
function stepsOf(planning: Planning): readonly PlanStep[] {
  const steps = [
    ...typeMoveSteps(planning),
    ...dropSteps(planning),
    ...earlyLeavingSteps(planning),
    ...alterSteps(planning),
    ...createSteps(planning),
    ...commentSteps(planning),
    ...rightsSteps(planning),
  ]
    .map((step) => afterHeldRows(step, planning))
    .map((step) => ({ ...step, needs: [...step.needs, ...step.after.map(({ key }) => key)] }))
    .map((step) => ({ ...step, needs: [...step.needs, ...newSchemaOf(step, planning)] }))
  return withLateSteps(steps, planning).sort(
    (left, right) => placeOfRank(left.rank) - placeOfRank(right.rank),
  )
}

/** No dependency says so of what is in it. */
function newSchemaOf({ object }: PlanStep, { fates }: Planning): readonly string[] {
  if (!('schema' in object)) return []
  const key = referenceKey({ kind: 'schema', name: object.schema })
  return fates.isMade(key) ? [key] : []
}

/** A materialised view is filled after those that its query may read by way of functions. */
function refreshedInOrder(steps: readonly PlanStep[]): readonly PlanStep[] {
  const keyOf = ({ object }: PlanStep): string => referenceKey(object)
  const made = new Map(
    steps.filter(({ rank }) => rank === 'view').map((step, at) => [keyOf(step), at]),
  )
  const refreshes = steps.filter(({ rank }) => rank === 'refresh')
  const sorted = refreshes.sort(
    (left, right) => (made.get(keyOf(left)) ?? 0) - (made.get(keyOf(right)) ?? 0),
  )
  let at = 0
  return steps.map((step) => (step.rank === 'refresh' ? (sorted[at++] ?? step) : step))
}

/** A child that goes may leave its parents first, for them to be changed without it. */
function toDetach(
  circle: readonly PlanStep[],
  { from }: Sides,
  unfolded: ReadonlySet<string>,
): readonly string[] {
  const keys = circle
    .filter(({ rank }) => rank === 'drop-table')
    .map(({ object }) => referenceKey(object))
  return keys.filter((key) => {
    const table = tableAt(key, from)
    return table !== null && parentNames(table).length > 0 && !unfolded.has(key)
  })
}

/** The parts that can be dropped by themselves, before what they would have fallen with. */
function toUnfold(
  circle: readonly PlanStep[],
  { before }: StepGraph<PlanStep>,
  removals: Removals,
): readonly string[] {
  for (const [at, step] of circle.entries()) {
    const next = circle[(at + 1) % circle.length]
    if (next === undefined || before.get(step)?.has(next) !== true) continue
    const tied = step.after.filter(({ key }) => next.makes.includes(key))
    const parts = tied
      .map(({ dependent }) => dependent)
      .filter((dependent) => removals.dropperOf(dependent) !== dependent)
    if (tied.length > 0 && parts.length === tied.length) return parts
  }
  return []
}
