import type { ObjectReference } from '../catalogue/object-reference.ts'

/** The table or type that an object is a part of; null for one that is no part. */
export function wholeOf(object: ObjectReference): ObjectReference | null {
  if ('relation' in object) {
    const { schema, relation } = object
    return { kind: object.kind === 'view-column' ? 'view' : 'table', schema, name: relation }
  }
  return 'type' in object ? { kind: 'type', schema: object.schema, name: object.type } : null
}
