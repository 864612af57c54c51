import { referenceKey } from '../catalogue/object-reference.ts'
import type { PlanStep } from './plan-step.ts'
import type { Cast, Learned } from './steps/planning.ts'

/**
 * What a refusal of PostgreSQL teaches: another cast is tried, or the object is made anew. Null
 * where a step could not have been done in another way.
 *
 * @param code SQLSTATE
 */
export function learnedFrom(
  { rank, object }: PlanStep,
  code: string,
  learned: Learned,
): Learned | null {
  const key = referenceKey(object)
  const isAltered =
    rank === 'alter' || rank === 'refinement' || rank === 'release' || rank === 'attachment'
  if (!isAltered || learned.refused.has(key)) return null
  const cast = object.kind === 'column' ? nextCast(code, learned.casts.get(key)) : null
  if (cast !== null) return { ...learned, casts: new Map([...learned.casts, [key, cast]]) }
  if (object.kind !== 'column' && object.kind !== 'table' && object.kind !== 'type') return null
  return { ...learned, refused: new Set([...learned.refused, key]) }
}

/** Nothing casts it as an assignment would; then nothing casts it at all. */
function nextCast(code: string, tried: Cast | undefined): Cast | null {
  if (code === DATATYPE_MISMATCH && tried === undefined) return 'explicit'
  return code === CANNOT_COERCE && tried === 'explicit' ? 'text' : null
}

const DATATYPE_MISMATCH = '42804'
const CANNOT_COERCE = '42846'
