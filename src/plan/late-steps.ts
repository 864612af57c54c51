import { referenceKey } from '../catalogue/object-reference.ts'
import type { PlanStep } from './plan-step.ts'
import { tableAt, wholeKeyOf, withParts } from './side.ts'
import type { Planning } from './steps/planning.ts'

/** What hangs on a column that is expanded stays until the second one takes its place. */
export function withLateSteps(steps: readonly PlanStep[], planning: Planning): PlanStep[] {
  const late = hangingOnExpanded(planning)
  return steps.map((step) => {
    const key = referenceKey(step.object)
    const isSaid = step.rank === 'comment' || step.rank === 'rights'
    const isComment = isSaid && planning.fates.expanded.has(key)
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
