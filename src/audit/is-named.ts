import type { ObjectReference } from '../catalogue/object-reference.ts'

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
