import { referenceKey, type ObjectReference } from '../../catalogue/object-reference.ts'
import { variantOf, type AttributeName } from '../../compare/attribute.ts'
import { valueOf, type AttributeValue } from '../../compare/attribute-value.ts'
import { changedAttributes } from '../../compare/changed-attributes.ts'
import type { CatalogueObject } from '../../compare/catalogue-object.ts'
import type { TrackedObject } from './tracked-object.ts'

/** What happened to one object. */
export type ObjectChange =
  | { readonly kind: 'created' }
  | { readonly kind: 'dropped' }
  | { readonly kind: 'renamed'; readonly from: ObjectReference }
  | { readonly kind: 'altered'; readonly attributes: readonly AlteredAttribute[] }

/** An attribute of an object before and after. */
export interface AlteredAttribute {
  readonly attribute: AttributeName
  readonly before: AttributeValue
  readonly after: AttributeValue
}

/** An object with all that happened to it between two moments. */
export interface ChangedObject {
  /** As it was afterwards; before it was dropped, where it was. */
  readonly tracked: TrackedObject
  /** None where only what it is a part of has another name. */
  readonly changes: readonly ObjectChange[]
}

/** What happened to each object between two moments, in no particular order. */
export function changedObjects(
  before: Iterable<TrackedObject>,
  after: Iterable<TrackedObject>,
): readonly ChangedObject[] {
  const gone = new Map<string, TrackedObject>()
  for (const tracked of before) gone.set(tracked.identity, tracked)
  const changed: ChangedObject[] = []
  for (const tracked of after) {
    const old = gone.get(tracked.identity)
    gone.delete(tracked.identity)
    const changes: readonly ObjectChange[] = old ? changesOf(old, tracked) : [{ kind: 'created' }]
    if (changes.length > 0 || (old && hasOtherKey(old, tracked))) changed.push({ tracked, changes })
  }
  for (const tracked of gone.values()) changed.push({ tracked, changes: [{ kind: 'dropped' }] })
  return changed
}

function changesOf(old: TrackedObject, tracked: TrackedObject): readonly ObjectChange[] {
  const from = old.object.reference
  const altered = alteredAttributes(old.object, tracked.object)
  // A comment is the work of another statement than all else.
  const comment = altered.filter(({ attribute }) => attribute === 'comment')
  const rest = altered.filter(({ attribute }) => attribute !== 'comment')
  return [
    ...(isRenamed(from, tracked.object.reference) ? [{ kind: 'renamed', from } as const] : []),
    ...[rest, comment].flatMap((attributes) =>
      attributes.length > 0 ? [{ kind: 'altered', attributes } as const] : [],
    ),
  ]
}

/** Whether it itself has another name or schema, and not only what it is a part of. */
function isRenamed(from: ObjectReference, to: ObjectReference): boolean {
  if (from.kind === 'undescribed' || to.kind === 'undescribed') return false
  if (from.name !== to.name) return true
  const isPart = 'relation' in from || 'type' in from
  return !isPart && 'schema' in from && 'schema' in to && from.schema !== to.schema
}

function hasOtherKey(old: TrackedObject, tracked: TrackedObject): boolean {
  return referenceKey(old.object.reference) !== referenceKey(tracked.object.reference)
}

function alteredAttributes(
  left: CatalogueObject,
  right: CatalogueObject,
): readonly AlteredAttribute[] {
  const [before, after] = [variantOf(left), variantOf(right)]
  if (before !== after) return [{ attribute: 'kind', before, after }]
  return changedAttributes({ left, right }, null).map((attribute) => ({
    attribute,
    before: valueOf(left, attribute),
    after: valueOf(right, attribute),
  }))
}
