import { referenceKey, type ObjectReference } from '../catalogue/object-reference.ts'
import type { AttributeName } from '../compare/attribute.ts'
import type { Place } from '../kernel/place.ts'

/** Which revisions made or changed an object, in the order of the history. */
export interface Touches {
  of(object: ObjectReference): readonly Touch[]
}

/** That a revision made, changed or dropped an object. */
export interface Touch {
  readonly revision: string
  readonly kind: 'made' | 'changed' | 'dropped'
  /** What it changed. */
  readonly attributes: readonly AttributeName[]
  /** The statement, as near as it is known. */
  readonly at: Place | null
}

/** Where nobody knows. */
export const noTouches: Touches = { of: () => [] }

/** Touches by the keys of their objects. */
export function touchesFrom(map: ReadonlyMap<string, readonly Touch[]>): Touches {
  return { of: (object) => map.get(referenceKey(object)) ?? [] }
}

/** The last revision that said something about an object, or about one attribute of it. */
export function lastTouch(
  touches: Touches,
  object: ObjectReference,
  attribute: AttributeName | null,
): Touch | null {
  const all = touches.of(object)
  const telling = all.filter(
    ({ kind, attributes }) =>
      kind === 'made' || (attribute !== null && attributes.includes(attribute)),
  )
  return telling.at(-1) ?? all.at(-1) ?? null
}
