import type { ObjectReference } from '../catalogue/object-reference.ts'
import type { Verdict } from '../compare/verdict.ts'
import type { DatabaseCase, HistoryGap } from './audit-case.ts'

/**
 * The gap of the history for whose sake it is not known what the migrations say of an object; null where
 * that is known. A gap of which nobody knows what it could have touched can have made whatever the history
 * does not have.
 */
export function gapBehind(
  { object, said: { history } }: Pick<Verdict, 'object' | 'said'>,
  { gaps }: Pick<DatabaseCase, 'gaps'>,
): HistoryGap | null {
  if (history.kind === 'silent' || gaps.length === 0) return null
  const touching = gaps.find(({ touches }) => isNamed(object, touches))
  if (touching !== undefined) return touching
  if (history.kind !== 'absent') return null
  return gaps.find(({ touches }) => touches.length === 0) ?? null
}

/** Whether names, with or without schemas, speak of an object or of what it is a part of. */
export function isNamed(object: ObjectReference, touches: Iterable<string>): boolean {
  const names = namesOf(object)
  for (const name of touches) if (names.has(lastPart(name).toLowerCase())) return true
  return false
}

/** Of a column the name of its table counts: `id` and `name` are columns of many. */
function namesOf(object: ObjectReference): ReadonlySet<string> {
  if (object.kind === 'undescribed') return new Set([object.identity.toLowerCase()])
  const whole = 'relation' in object ? [object.relation] : 'type' in object ? [object.type] : []
  const own = object.kind === 'column' || object.kind === 'view-column' ? [] : [object.name]
  return new Set([...whole, ...own].map((name) => name.toLowerCase()))
}

function lastPart(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1)
}
