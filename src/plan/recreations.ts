import type { ObjectRights, Rights, RightsReference } from '../catalogue/object-rights.ts'
import { referenceKey, type ObjectReference } from '../catalogue/object-reference.ts'
import type { CatalogueObject } from '../compare/catalogue-object.ts'
import type { Fates } from './fate/fates.ts'
import { tableKey } from '../catalogue/table-key.ts'
import type { Side, Sides } from './side.ts'

/** Something that a plan drops and makes anew, and what it has to be given back. */
export interface Recreation {
  /** Of the new schema. */
  readonly object: CatalogueObject
  /** Of the sequence behind an identity column; else the object's own. */
  readonly reference: RightsReference
  /** As they were; of the object as it is named now. */
  readonly rights: ObjectRights
}

/** All that is made anew in the place of something that goes, in the order of the new catalogue. */
export function recreations(
  { from, to }: Sides,
  fates: Fates,
  { objects }: Rights,
): readonly Recreation[] {
  const known = new Map(objects.map((rights) => [referenceKey(rights.object), rights]))
  return [...to.objects].flatMap(([key, object]) => {
    const { reference } = object
    if (!hasRights(reference) || !fates.isMade(key)) return []
    const before = predecessorsOf(reference, from, fates)
    const rights = before.map((other) => asOf(reference, known.get(referenceKey(other))))
    const [first = ofTheTable(object, known)] = rights
    if (first === null || rights.some((other) => !isSame(first, other))) return []
    return [{ object, reference, rights: first }, ...identityOf(object, { from, before, known })]
  })
}

/** Whether an object has an owner or privileges of its own. */
export function hasRights(reference: ObjectReference): reference is RightsReference {
  return kinds.has(reference.kind)
}

const kinds: ReadonlySet<string> = new Set<RightsReference['kind']>([
  'table',
  'view',
  'sequence',
  'type',
  'routine',
  'aggregate',
  'statistics',
  'column',
  'view-column',
])

/**
 * What goes and comes back under the name: the object itself, a table that becomes a view, a routine
 * that gets other arguments.
 */
function predecessorsOf(
  reference: RightsReference,
  from: Side,
  fates: Fates,
): readonly RightsReference[] {
  const same = from.objects.get(referenceKey(reference))
  if (same !== undefined) return [reference]
  if (reference.kind === 'routine' || reference.kind === 'aggregate') {
    return [...from.objects]
      .filter(([key, object]) => isNamesake(object, reference) && fates.dropped.has(key))
      .flatMap(([, object]) => (hasRights(object.reference) ? [object.reference] : []))
  }
  const kind = otherKind[reference.kind]
  if (kind === undefined) return []
  const other = { ...reference, kind } as RightsReference
  return from.objects.has(referenceKey(other)) ? [other] : []
}

function isNamesake({ reference }: CatalogueObject, { schema, name }: RightsReference): boolean {
  const isRoutine = reference.kind === 'routine' || reference.kind === 'aggregate'
  return isRoutine && reference.schema === schema && reference.name === name
}

const otherKind: Partial<Record<RightsReference['kind'], RightsReference['kind']>> = {
  table: 'view',
  view: 'table',
  column: 'view-column',
  'view-column': 'column',
}

/** A new sequence can only be tied to a column of a table that has the same owner. */
function ofTheTable(
  { kind, described }: CatalogueObject,
  known: ReadonlyMap<string, ObjectRights>,
): ObjectRights | null {
  if (kind !== 'sequence' || described.ownedBy === null) return null
  const { schema, table: name } = described.ownedBy
  const table = known.get(tableKey({ schema, name }))
  if (table === undefined || table.owner === null) return null
  const object = { kind, schema: described.schema, name: described.name } as const
  return { object, owner: table.owner, granted: [], revoked: [] }
}

interface Before {
  readonly from: Side
  readonly before: readonly RightsReference[]
  readonly known: ReadonlyMap<string, ObjectRights>
}

/** The sequence behind an identity column goes and comes with it, perhaps under another name. */
function identityOf(
  object: CatalogueObject,
  { from, before, known }: Before,
): readonly Recreation[] {
  const now = identitySequence(object)
  const [then] = before.flatMap((other) => {
    const column = from.objects.get(referenceKey(other))
    return (column && identitySequence(column)) ?? []
  })
  if (now === null || then === undefined) return []
  return [{ object, reference: now, rights: asOf(now, known.get(referenceKey(then))) }]
}

function identitySequence(object: CatalogueObject): RightsReference | null {
  if (object.kind !== 'column' || object.described.identity === null) return null
  return { kind: 'sequence', ...object.described.identity.sequence }
}

function asOf(object: RightsReference, rights: ObjectRights | undefined): ObjectRights {
  return { owner: null, granted: [], revoked: [], ...rights, object }
}

function isSame(left: ObjectRights, right: ObjectRights): boolean {
  return JSON.stringify(left) === JSON.stringify(right)
}
