import { referenceKey, type ObjectReference } from '../../catalogue/object-reference.ts'
import { parentNames } from '../../catalogue/parent-names.ts'
import { partKey, tableKey } from '../../catalogue/table-key.ts'
import type { Table } from '../../catalogue/table.ts'
import { wholeObjectsOf, type CatalogueObject } from '../../compare/catalogue-object.ts'
import type { Schema } from '../side.ts'
import { Links } from './links.ts'

/**
 * How the objects of schemas hang together, table by table, view by view: parts count for their
 * wholes. All by their keys.
 */
export interface Ties {
  /** Of either schema. */
  readonly wholes: ReadonlyMap<string, CatalogueObject>
  /** What must be there for an object to be made, apart from {@link references}. */
  readonly needs: Links
  /** The other way round, without the objects that only stand in a schema. */
  readonly dependents: Links
  /** Tables that a table refers to by foreign keys. */
  readonly references: Links
  readonly referrers: Links
  /** The partitions, children and parents of a table. */
  readonly kin: Links
  /** The texts of functions and procedures; where two schemas differ, one after the other. */
  readonly bodies: ReadonlyMap<string, string>
}

/** Looks how the objects of several schemas hang together; one in several of them counts once. */
export function tiesOf(schemas: readonly Schema[]): Ties {
  const wholes = new Map(schemas.flatMap((schema) => [...wholesOf(schema)]))
  const ties = {
    wholes,
    needs: new Links(),
    dependents: new Links(),
    references: new Links(),
    referrers: new Links(),
    kin: new Links(),
    bodies: bodiesOf(schemas),
  }
  for (const schema of schemas) {
    addNamed(schema, ties)
    addDependencies(schema, ties)
  }
  return ties
}

function bodiesOf(schemas: readonly Schema[]): ReadonlyMap<string, string> {
  const bodies = new Map<string, string>()
  for (const { schema, name, identityArguments, definition } of schemas.flatMap(
    ({ catalogue }) => catalogue.routines,
  )) {
    const key = referenceKey({ kind: 'routine', schema, name, identityArguments })
    const known = bodies.get(key)
    if (known !== definition) bodies.set(key, `${known ?? ''}\n${definition}`)
  }
  return bodies
}

/** The objects of a schema that are no part of another one, by their keys. */
export function wholesOf({ catalogue }: Schema): ReadonlyMap<string, CatalogueObject> {
  return new Map(
    wholeObjectsOf(catalogue).map((object) => [referenceKey(object.reference), object]),
  )
}

/** The key of the object that an object is a part of, or its own. */
export function wholeKeyAmong(
  reference: ObjectReference,
  wholes: ReadonlyMap<string, unknown>,
): string {
  if ('relation' in reference) {
    const { schema, relation: name } = reference
    const table = tableKey({ schema, name })
    return wholes.has(table) ? table : referenceKey({ kind: 'view', schema, name })
  }
  if (!('type' in reference)) return referenceKey(reference)
  return referenceKey({ kind: 'type', schema: reference.schema, name: reference.type })
}

/** The keys of the foreign keys of a schema that refer to what a test is true of. */
export function foreignKeysTo(
  { catalogue }: Schema,
  isMeant: (referenced: string) => boolean,
): ReadonlySet<string> {
  const keys = catalogue.tables.flatMap((table) =>
    referencesOf(table)
      .filter(({ to }) => isMeant(to))
      .map(({ name }) => partKey('constraint', table, name)),
  )
  return new Set(keys)
}

function referencesOf({ constraints }: Table): readonly { readonly name: string; to: string }[] {
  return constraints.flatMap((constraint) =>
    constraint.kind === 'foreign-key'
      ? [{ name: constraint.name, to: tableKey(constraint.references) }]
      : [],
  )
}

/** What the descriptions themselves say, be the dependencies complete or not. */
function addNamed({ catalogue }: Schema, ties: Ties): void {
  for (const [key, { reference }] of wholesOf({ catalogue, dependencies: [] })) {
    if ('schema' in reference) ties.needs.add(key, schemaKey(reference.schema))
  }
  for (const { name, schema } of catalogue.extensions) {
    ties.needs.add(referenceKey({ kind: 'extension', name }), schemaKey(schema))
  }
  for (const table of catalogue.tables) addTable(table, ties)
  for (const { schema, name, ownedBy } of catalogue.sequences) {
    if (ownedBy === null) continue
    const owner = tableKey({ schema: ownedBy.schema, name: ownedBy.table })
    addNeed(referenceKey({ kind: 'sequence', schema, name }), owner, ties)
  }
  for (const { schema, name, table } of catalogue.statistics) {
    addNeed(referenceKey({ kind: 'statistics', schema, name }), tableKey(table), ties)
  }
}

function addTable(table: Table, { kin, references, referrers }: Ties): void {
  const key = tableKey(table)
  for (const parent of parentNames(table).map(tableKey)) {
    kin.add(key, parent)
    kin.add(parent, key)
  }
  for (const { to } of referencesOf(table)) {
    references.add(key, to)
    referrers.add(to, key)
  }
}

function addDependencies(schema: Schema, ties: Ties): void {
  const wholes = wholesOf(schema)
  const foreignKeys = foreignKeysTo(schema, () => true)
  for (const { dependent, on } of schema.dependencies) {
    const [from, to] = [wholeKeyAmong(dependent, wholes), wholeKeyAmong(on, wholes)]
    if (from === to || !wholes.has(from) || !wholes.has(to)) continue
    const isReference =
      dependent.kind === 'constraint' &&
      wholes.get(to)?.kind === 'table' &&
      foreignKeys.has(referenceKey(dependent))
    if (!isReference) addNeed(from, to, ties)
  }
}

function addNeed(key: string, needed: string, { needs, dependents }: Ties): void {
  needs.add(key, needed)
  dependents.add(needed, key)
}

function schemaKey(name: string): string {
  return referenceKey({ kind: 'schema', name })
}
