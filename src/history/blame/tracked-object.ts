import type { Catalogue } from '../../catalogue/catalogue.ts'
import { referenceKey, type ObjectReference } from '../../catalogue/object-reference.ts'
import { partsOf, wholeObjectsOf, type CatalogueObject } from '../../compare/catalogue-object.ts'
import type { ObjectIdentity } from '../../postgres/object-identity.ts'

/** An object of a database, known by more than its name. */
export interface TrackedObject {
  /** The same as long as it lives, whatever it is called. */
  readonly identity: string
  /** The identity of the table, view or type that it is a part of; its own where it is none. */
  readonly whole: string
  /** What describes it. */
  readonly object: CatalogueObject
}

/** Objects by the oid of what they are a part of, so that what was touched is found at once. */
export type TrackedObjects = ReadonlyMap<number, readonly TrackedObject[]>

/** The oid under which objects stand that have none. */
export const NO_OID = 0

/** The identity of what a row of a catalogue is about: `pg_class:16385:2`. */
export function identityOf(row: Pick<ObjectIdentity, 'class' | 'oid' | 'part'>): string {
  return `${row.class}:${row.oid}:${row.part}`
}

/** The objects of a catalogue with their identities; what has none is known by its name. */
export function trackedObjects(
  catalogue: Catalogue,
  identities: readonly ObjectIdentity[],
): TrackedObjects {
  const byName = new Map(identities.map((row) => [referenceKey(referenceOf(row)), row]))
  const groups = new Map<number, TrackedObject[]>()
  for (const whole of wholeObjectsOf(catalogue)) {
    const row = byName.get(referenceKey(whole.reference))
    const oid = row?.oid ?? NO_OID
    const tracked = trackedWhole(whole, byName)
    const group = groups.get(oid)
    if (group === undefined) groups.set(oid, [...tracked])
    else group.push(...tracked)
  }
  return groups
}

function trackedWhole(
  whole: CatalogueObject,
  byName: ReadonlyMap<string, ObjectIdentity>,
): readonly TrackedObject[] {
  const identify = ({ reference }: CatalogueObject): string => {
    const key = referenceKey(reference)
    const row = byName.get(key)
    return row === undefined ? key : identityOf(row)
  }
  const own = identify(whole)
  return [whole, ...partsOf(whole)].map((object) => ({
    identity: identify(object),
    whole: own,
    object,
  }))
}

/**
 * The name that the catalogue has for an object. TypeScript does not see that the query gives each
 * kind the fields that it has, hence the assertion.
 */
function referenceOf({ kind, schema, whole, name, ...row }: ObjectIdentity): ObjectReference {
  const isOfType = kind === 'domain-check' || kind === 'composite-attribute'
  return {
    kind,
    ...(schema === null ? {} : { schema }),
    ...(whole === null ? {} : isOfType ? { type: whole } : { relation: whole }),
    name,
    ...(row.arguments === null ? {} : { identityArguments: row.arguments }),
  } as ObjectReference
}

/** Those that are no parts of others. */
export function wholesOf(objects: TrackedObjects): readonly CatalogueObject[] {
  return [...objects.values()].flatMap(wholesIn)
}

/** Of two states of a database, those that are no parts of others and may be different. */
export function unlikeWholes(
  left: TrackedObjects,
  right: TrackedObjects,
): Record<'left' | 'right', readonly CatalogueObject[]> {
  const oids = new Set([...left.keys(), ...right.keys()])
  // What was not touched is the same list, not only an equal one.
  const unlike = [...oids].filter((oid) => left.get(oid) !== right.get(oid))
  return {
    left: unlike.flatMap((oid) => wholesIn(left.get(oid) ?? [])),
    right: unlike.flatMap((oid) => wholesIn(right.get(oid) ?? [])),
  }
}

function wholesIn(group: readonly TrackedObject[]): readonly CatalogueObject[] {
  return group.flatMap(({ identity, whole, object }) => (identity === whole ? object : []))
}
