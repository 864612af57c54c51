import { referenceKey } from '../../catalogue/object-reference.ts'
import { columnsOfType } from '../fate/columns-of-type.ts'
import type { PlanStep } from '../plan-step.ts'
import { wholeKeyOf, withParts } from '../side.ts'
import type { Planning } from './planning.ts'
import { releasedKey, settledKey } from './step-keys.ts'

/**
 * What changes a table or type comes after the columns elsewhere have let go of its rows, and
 * before others hold some.
 */
export function afterHeldRows(step: PlanStep, planning: Planning): PlanStep {
  const rows = [...planning.options.learned.rows]
  const needs = rows.flatMap((whole) => [
    ...holdersGone(step, whole, planning),
    ...changesBefore(step, whole, planning),
  ])
  return needs.length === 0 ? step : { ...step, needs: [...step.needs, ...needs] }
}

function holdersGone(
  { object, rank }: PlanStep,
  whole: string,
  { fates, removals, sides }: Planning,
): readonly string[] {
  const isChange = rank === 'alter' || rank === 'refinement'
  const isPart = object.kind === 'column' || object.kind === 'composite-attribute'
  if (!isChange || !isPart || fates.waiting.has(referenceKey(object))) return []
  if (wholeKeyOf(object, sides.to) !== whole) return []
  return columnsOfType(whole, sides.from).map((key) =>
    fates.isRemoved(key) ? removals.goneKey(key) : releasedKey(key),
  )
}

function changesBefore(
  { makes }: PlanStep,
  whole: string,
  { fates, sides }: Planning,
): readonly string[] {
  const holders = new Set(columnsOfType(whole, sides.to))
  const holds = makes.some((key) => holders.has(key) && fates.isMade(key))
  return holds ? withParts(whole, sides.to).flatMap((part) => [part, settledKey(part)]) : []
}
