import { referenceKey, type ObjectReference } from '../../../catalogue/object-reference.ts'

/** An object of a catalogue that cannot be made, or not as it is, and why. */
export interface NotMade {
  readonly object: ObjectReference
  readonly reason: NotMadeReason
  /** What it needs and is not made, where that is the reason. */
  readonly on: ObjectReference | null
}

/**
 * `undescribed`: the catalogue has no words for it; `invalid-index`: only a build that failed leaves
 * such an index; `circular`: it needs itself by way of others, as only `create or replace` can
 * bring about; `needs-missing`: it needs what is not made; `column-order`: it is made, but a column
 * that its parent got later stands before its own.
 */
export type NotMadeReason =
  'undescribed' | 'invalid-index' | 'circular' | 'needs-missing' | 'column-order'

/** Each object once, and no part of what is not made as a whole. */
export function foldNotMade(all: readonly NotMade[]): readonly NotMade[] {
  const first = new Map<string, NotMade>()
  for (const one of all) {
    const key = referenceKey(one.object)
    if (!first.has(key)) first.set(key, one)
  }
  const missing = missingKeys([...first.values()])
  return [...first.values()].filter(
    ({ object }) => !wholeKeys(object).some((key) => missing.has(key)),
  )
}

/** Whether an object, or what it is a part of, is among the keys of what is missing. */
export function isMissing(object: ObjectReference, missing: ReadonlySet<string>): boolean {
  return [referenceKey(object), ...wholeKeys(object)].some((key) => missing.has(key))
}

/** The keys of what is not there at all. */
export function missingKeys(all: readonly NotMade[]): ReadonlySet<string> {
  const missing = all.filter(({ reason }) => reason !== 'column-order')
  return new Set(missing.map(({ object }) => referenceKey(object)))
}

/** The keys of what an object may be a part of: a table or a view, a type. */
export function wholeKeys(object: ObjectReference): readonly string[] {
  if ('relation' in object) {
    const { schema, relation: name } = object
    return [
      referenceKey({ kind: 'table', schema, name }),
      referenceKey({ kind: 'view', schema, name }),
    ]
  }
  if (!('type' in object)) return []
  return [referenceKey({ kind: 'type', schema: object.schema, name: object.type })]
}
