import { referenceKey } from '../../catalogue/object-reference.ts'
import type { PlanStep } from '../plan-step.ts'
import { columnsOfType } from '../fate/columns-of-type.ts'
import { wholeKeyOf } from '../side.ts'
import type { Planning } from './planning.ts'
import { releasedKey } from './step-keys.ts'

/** What changes a table or type comes after the columns elsewhere have let go of its rows. */
export function afterHeldRows(step: PlanStep, planning: Planning): PlanStep {
  const { fates, sides, options } = planning
  const { object, rank } = step
  const isChange = rank === 'alter' || rank === 'refinement'
  const isPart = object.kind === 'column' || object.kind === 'composite-attribute'
  if (!isChange || !isPart || fates.waiting.has(referenceKey(object))) return step
  const whole = wholeKeyOf(object, sides.to)
  if (whole === null || !options.learned.rows.has(whole)) return step
  const holders = columnsOfType(whole, sides.from).filter((key) => fates.waiting.has(key))
  return { ...step, needs: [...step.needs, ...holders.map(releasedKey)] }
}
