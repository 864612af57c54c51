import { referenceKey, type ObjectReference } from '../catalogue/object-reference.ts'
import type { PlanRank } from './plan-rank.ts'
import type { PlanStep } from './plan-step.ts'
import type { Cast, Learned } from './steps/planning.ts'

/**
 * What a refusal of PostgreSQL teaches: values take another way, or the object is made anew. Null
 * where a step could not have been done in another way.
 *
 * @param code SQLSTATE
 */
export function learnedFrom(
  { rank, object, makes }: PlanStep,
  code: string,
  learned: Learned,
): Learned | null {
  const key = referenceKey(object)
  if (!isAlteration(rank) || learned.refused.has(key)) return null
  const measure = measures.get(code)
  if (measure !== undefined && !learned[measure].has(key)) {
    return { ...learned, [measure]: new Set([...learned[measure], key]) }
  }
  const cast = object.kind === 'column' ? nextCast(code, learned.casts.get(key)) : null
  if (cast !== null) return { ...learned, casts: new Map([...learned.casts, [key, cast]]) }
  const whole = wholeOf(object)
  if (code === NOT_SUPPORTED && whole !== null && !learned.rows.has(whole)) {
    return { ...learned, rows: new Set([...learned.rows, whole]) }
  }
  if (makes.includes(additionKey(key))) {
    return learned.defaults.has(key)
      ? null
      : { ...learned, defaults: new Set([...learned.defaults, key]) }
  }
  if (object.kind !== 'column' || !misfits.has(code)) return null
  return { ...learned, refused: new Set([...learned.refused, key]) }
}

/** Whether a step changes what stays, which can be done in several ways. */
function isAlteration(rank: PlanRank): boolean {
  return rank === 'alter' || rank === 'refinement' || rank === 'release'
}

/** What the step makes that adds a column. */
export function additionKey(key: string): string {
  return `addition\0${key}`
}

/** The table or type whose rows other columns may hold. */
function wholeOf(object: ObjectReference): string | null {
  if (object.kind === 'column') {
    return referenceKey({ kind: 'table', schema: object.schema, name: object.relation })
  }
  if (object.kind !== 'composite-attribute') return null
  return referenceKey({ kind: 'type', schema: object.schema, name: object.type })
}

/** Nothing casts it as an assignment would; then nothing casts it at all. */
function nextCast(code: string, tried: Cast | undefined): Cast | null {
  if (code === DATATYPE_MISMATCH && tried === undefined) return 'explicit'
  return code === CANNOT_COERCE && tried === 'explicit' ? 'text' : null
}

/** That values or a default of one type are none of the other one: the column is made anew. */
const misfits: ReadonlySet<string> = new Set(['42804', '42846'])

/** What is tried once for an object after a refusal. */
const measures: ReadonlyMap<string, 'restarts' | 'nullsMeanwhile'> = new Map([
  // A sequence stands outside the bounds that it shall have.
  ['22023', 'restarts'],
  // PostgreSQL 18 makes the not null of a parent's column anew with its type, and refuses that
  // where the not null of a child has a name of its own.
  ['55000', 'nullsMeanwhile'],
])

const DATATYPE_MISMATCH = '42804'
const CANNOT_COERCE = '42846'
const NOT_SUPPORTED = '0A000'
