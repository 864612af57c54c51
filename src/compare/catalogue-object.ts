import type { Aggregate } from '../catalogue/aggregate.ts'
import type { Catalogue, UndescribedObject } from '../catalogue/catalogue.ts'
import type { Column } from '../catalogue/column.ts'
import type { Constraint } from '../catalogue/constraint.ts'
import type { Policy } from '../catalogue/policy.ts'
import type { QualifiedName } from '../catalogue/qualified-name.ts'
import type { Routine } from '../catalogue/routine.ts'
import type { Extension, Schema } from '../catalogue/schema.ts'
import type { Sequence } from '../catalogue/sequence.ts'
import type { ExtendedStatistics } from '../catalogue/statistics.ts'
import type { TableIndex } from '../catalogue/table-index.ts'
import type { Table } from '../catalogue/table.ts'
import type { Trigger } from '../catalogue/trigger.ts'
import type { CompositeAttribute, DomainCheck, UserType } from '../catalogue/user-type.ts'
import type { View, ViewColumn } from '../catalogue/view.ts'
import { referenceKey, type ObjectKind, type ReferenceTo } from '../catalogue/object-reference.ts'

/** What the catalogue says about an object of each kind. */
interface Described {
  readonly schema: Schema
  readonly extension: Extension
  readonly type: UserType
  readonly 'domain-check': DomainCheck
  readonly 'composite-attribute': CompositeAttribute
  readonly sequence: Sequence
  readonly table: Table
  readonly view: View
  readonly column: Column
  readonly 'view-column': ViewColumn
  readonly constraint: Constraint
  readonly index: TableIndex
  readonly trigger: Trigger
  readonly policy: Policy
  readonly routine: Routine
  readonly aggregate: Aggregate
  readonly statistics: ExtendedStatistics
  readonly undescribed: UndescribedObject
}

/** An object of one kind: its name and what describes it. */
export interface CatalogueObjectOf<Kind extends ObjectKind> {
  readonly kind: Kind
  readonly reference: ReferenceTo<Kind>
  readonly described: Described[Kind]
}

/** Any object of a catalogue. */
export type CatalogueObject = { [Kind in ObjectKind]: CatalogueObjectOf<Kind> }[ObjectKind]

/** Every object of a catalogue, parts included, by its {@link referenceKey}. */
export function objectsOf(catalogue: Catalogue): ReadonlyMap<string, CatalogueObject> {
  const objects = new Map<string, CatalogueObject>()
  const add = (object: CatalogueObject): void => {
    objects.set(referenceKey(object.reference), object)
    partsOf(object).forEach(add)
  }
  wholeObjectsOf(catalogue).forEach(add)
  return objects
}

/** The objects that are no part of another one, kind by kind in the order of the catalogue. */
export function wholeObjectsOf(catalogue: Catalogue): readonly CatalogueObject[] {
  return [
    ...catalogue.schemas.map((schema) => named('schema', schema)),
    ...catalogue.extensions.map((extension) => named('extension', extension)),
    ...catalogue.types.map((type) => inSchema('type', type)),
    ...catalogue.sequences.map((sequence) => inSchema('sequence', sequence)),
    ...catalogue.tables.map((table) => inSchema('table', table)),
    ...catalogue.views.map((view) => inSchema('view', view)),
    ...catalogue.routines.map((routine) => overloaded('routine', routine)),
    ...catalogue.aggregates.map((aggregate) => overloaded('aggregate', aggregate)),
    ...catalogue.statistics.map((statistics) => inSchema('statistics', statistics)),
    ...catalogue.undescribed.map(undescribed),
  ]
}

/** The objects that fall with an object, in the order of the catalogue. */
export function partsOf(object: CatalogueObject): readonly CatalogueObject[] {
  if (object.kind === 'table') return partsOfTable(object.described)
  if (object.kind === 'view') return partsOfView(object.described)
  return object.kind === 'type' ? partsOfType(object.described) : []
}

function partsOfTable(table: Table): readonly CatalogueObject[] {
  return [
    ...table.columns.map((column) => partOfRelation('column', table, column)),
    ...table.constraints.map((constraint) => partOfRelation('constraint', table, constraint)),
    ...table.indexes.map((index) => partOfRelation('index', table, index)),
    ...table.triggers.map((trigger) => partOfRelation('trigger', table, trigger)),
    ...table.policies.map((policy) => partOfRelation('policy', table, policy)),
  ]
}

function partsOfView(view: View): readonly CatalogueObject[] {
  const columns = view.columns.map((column) => partOfRelation('view-column', view, column))
  switch (view.kind) {
    case 'view':
      return [
        ...columns,
        ...view.triggers.map((trigger) => partOfRelation('trigger', view, trigger)),
      ]
    case 'materialized-view':
      return [...columns, ...view.indexes.map((index) => partOfRelation('index', view, index))]
  }
}

function partsOfType(type: UserType): readonly CatalogueObject[] {
  switch (type.kind) {
    case 'domain':
      return type.checks.map((check) => partOfType('domain-check', type, check))
    case 'composite-type':
      return type.attributes.map((attribute) => partOfType('composite-attribute', type, attribute))
    case 'enum':
    case 'range':
      return []
  }
}

// Each of these makes the reference that its kinds have in common. TypeScript does not see that
// kind, reference and description belong together, hence the assertions.

function named(kind: 'schema' | 'extension', described: Schema | Extension): CatalogueObject {
  return { kind, reference: { kind, name: described.name }, described } as CatalogueObject
}

function inSchema(
  kind: 'type' | 'sequence' | 'table' | 'view' | 'statistics',
  described: UserType | Sequence | Table | View | ExtendedStatistics,
): CatalogueObject {
  const { schema, name } = described
  return { kind, reference: { kind, schema, name }, described } as CatalogueObject
}

function overloaded(
  kind: 'routine' | 'aggregate',
  described: Routine | Aggregate,
): CatalogueObject {
  const { schema, name, identityArguments } = described
  return {
    kind,
    reference: { kind, schema, name, identityArguments },
    described,
  } as CatalogueObject
}

function partOfRelation<
  Kind extends 'column' | 'view-column' | 'constraint' | 'index' | 'trigger' | 'policy',
>(kind: Kind, relation: QualifiedName, described: Described[Kind]): CatalogueObject {
  const { schema, name } = relation
  const reference = { kind, schema, relation: name, name: described.name }
  return { kind, reference, described } as unknown as CatalogueObject
}

function partOfType<Kind extends 'domain-check' | 'composite-attribute'>(
  kind: Kind,
  type: QualifiedName,
  described: Described[Kind],
): CatalogueObject {
  const reference = { kind, schema: type.schema, type: type.name, name: described.name }
  return { kind, reference, described } as unknown as CatalogueObject
}

function undescribed(described: UndescribedObject): CatalogueObject {
  const { kind, objectKind, identity } = described
  return { kind, reference: { kind, objectKind, identity }, described }
}
