import { referenceKey } from '../catalogue/object-reference.ts'
import { dependencyOrder } from '../kernel/graph.ts'
import { Postponements } from '../sql/print/creation/postponement.ts'
import {
  dependenciesByDependent,
  stepGraph,
  type StepGraph,
} from '../sql/print/creation/step-graph.ts'
import type { Fates } from './fate/fates.ts'
import { placeOfRank } from './plan-rank.ts'
import type { PlanStep } from './plan-step.ts'
import { Removals } from './removals.ts'
import { parentsOf, tableAt, wholeKeyOf, withParts, type Sides } from './side.ts'
import { earlyLeavingSteps } from './steps/alter-table.ts'
import { alterSteps } from './steps/alter-steps.ts'
import { commentSteps } from './steps/comment-steps.ts'
import { createSteps } from './steps/create-steps.ts'
import { dropSteps } from './steps/drop-steps.ts'
import type { Planning, PlanningOptions } from './steps/planning.ts'
import { typeMoveSteps } from './steps/type-swap.ts'

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

/**
 * All steps of a plan in an order that works. Where they stand in a circle, parts are made later or
 * dropped earlier than what they are a part of.
 *
 * @throws CircularPlan where that does not help
 */
export function orderedSteps(
  sides: Sides,
  fates: Fates,
  options: PlanningOptions,
): readonly PlanStep[] {
  const dependencies = dependenciesByDependent(sides.to.dependencies)
  const postponements = new Postponements(sides.to.catalogue)
  const postponed = new Set<string>()
  const unfolded = new Set<string>()
  for (;;) {
    const removals = new Removals(sides, fates, unfolded)
    const steps = stepsOf({ sides, fates, removals, options, postponed })
    const graph = stepGraph(steps, { dependencies, missing: new Map() })
    const ordered = dependencyOrder(steps, (step) => [...(graph.before.get(step)?.keys() ?? [])])
    if (ordered.kind === 'ordered') return ordered.nodes
    const circle = ordered.nodes
    const late = postponements.toOpen(circle, graph, postponed)
    const parts = late.length > 0 ? [] : toUnfold(circle, graph, removals)
    const early = late.length + parts.length > 0 ? parts : toDetach(circle, sides, unfolded)
    for (const key of late) postponed.add(key)
    for (const key of early) unfolded.add(key)
    if (late.length + early.length === 0) throw new CircularPlan(circle)
  }
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
  ].map((step) => ({ ...step, needs: [...step.needs, ...step.after.map(({ key }) => key)] }))
  return withLate(steps, planning).sort(
    (left, right) => placeOfRank(left.rank) - placeOfRank(right.rank),
  )
}

/** What hangs on a column that is expanded stays until the second one takes its place. */
function withLate(steps: readonly PlanStep[], planning: Planning): PlanStep[] {
  const late = hangingOnExpanded(planning)
  return steps.map((step) => {
    const key = referenceKey(step.object)
    const isComment = step.rank === 'comment' && planning.fates.expanded.has(key)
    if (step.rank === 'concurrent') {
      // One on a second column is built before; others after the columns have their types.
      return late.has(key) && step.makes.includes(key)
        ? { ...step, rank: 'drop-concurrently' }
        : step
    }
    return isComment || late.has(key) ? { ...step, rank: 'contraction' } : step
  })
}

function hangingOnExpanded(planning: Planning): ReadonlySet<string> {
  const { sides, fates } = planning
  const late = new Set<string>()
  const open = [...fates.expanded]
  for (let key = open.pop(); key !== undefined; key = open.pop()) {
    const near = [sides.from, sides.to].flatMap((side) => side.dependents.get(key) ?? [])
    for (const { dependent } of near) {
      const other = referenceKey(dependent)
      const whole = wholeKeyOf(dependent, sides.from)
      const table = whole !== null && tableAt(whole, sides.from) !== null
      const moved = whole === null || table ? other : whole
      if (!fates.replaced.has(moved) || late.has(moved) || fates.expanded.has(moved)) continue
      late.add(moved)
      open.push(...withParts(moved, sides.from), ...retypedBelow(moved, planning))
    }
  }
  for (const key of late) for (const column of retypedBelow(key, planning)) late.add(column)
  return late
}

/** A column cannot get its type while something late hangs on it, so it waits too. */
function retypedBelow(key: string, { sides, fates }: Planning): readonly string[] {
  return withParts(key, sides.from)
    .flatMap((part) => sides.from.needs.get(part) ?? [])
    .map(({ on }) => referenceKey(on))
    .filter((other) => fates.retyped.has(other))
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
    return table !== null && parentsOf(table).length > 0 && !unfolded.has(key)
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
