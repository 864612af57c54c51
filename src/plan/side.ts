import { parentNames } from '../catalogue/parent-names.ts'
import { tableKey } from '../catalogue/table-key.ts'
import type { Catalogue } from '../catalogue/catalogue.ts'
import type { Dependency } from '../catalogue/dependency.ts'
import { referenceKey, type ObjectReference } from '../catalogue/object-reference.ts'
import type { Table } from '../catalogue/table.ts'
import { objectsOf, partsOf, type CatalogueObject } from '../compare/catalogue-object.ts'
import { groupBy } from '../kernel/group-by.ts'

/** A database as it is or shall be, with what its objects need of each other. */
export interface Schema {
  readonly catalogue: Catalogue
  readonly dependencies: readonly Dependency[]
}

/** A schema that can be asked. */
export interface Side extends Schema {
  readonly objects: ReadonlyMap<string, CatalogueObject>
  /** By the key of an object, those that need it. */
  readonly dependents: ReadonlyMap<string, readonly Dependency[]>
  /** By the key of an object, those that it needs. */
  readonly needs: ReadonlyMap<string, readonly Dependency[]>
  /** By the key of a table, its partitions and children, one level deep. */
  readonly below: ReadonlyMap<string, readonly Table[]>
}

/** What a plan starts from, and what it leads to. */
export interface Sides {
  readonly from: Side
  readonly to: Side
}

/** Makes the indexes by which a schema is asked. */
export function sideOf({ catalogue, dependencies }: Schema): Side {
  return {
    catalogue,
    dependencies,
    objects: objectsOf(catalogue),
    dependents: groupBy(dependencies, ({ on }) => referenceKey(on)),
    needs: groupBy(dependencies, ({ dependent }) => referenceKey(dependent)),
    below: tablesBelow(catalogue),
  }
}

/** What has no description is left as it is, so it is on neither side. */
export function described({ catalogue, dependencies }: Schema): Schema {
  return { catalogue: { ...catalogue, undescribed: [] }, dependencies }
}

/** The key of the table, view or type that an object is a part of; null for what stands by itself. */
export function wholeKeyOf(reference: ObjectReference, side: Side): string | null {
  if ('relation' in reference) {
    const { schema, relation: name } = reference
    const table = referenceKey({ kind: 'table', schema, name })
    return side.objects.has(table) ? table : referenceKey({ kind: 'view', schema, name })
  }
  if (!('type' in reference)) return null
  return referenceKey({ kind: 'type', schema: reference.schema, name: reference.type })
}

/** An object and all that falls with it, by their keys. */
export function withParts(key: string, side: Side): readonly string[] {
  const object = side.objects.get(key)
  if (object === undefined) return []
  return [key, ...partsOf(object).map(({ reference }) => referenceKey(reference))]
}

/** The table of a key; null where there is none on this side. */
export function tableAt(key: string, side: Side): Table | null {
  const object = side.objects.get(key)
  return object?.kind === 'table' ? object.described : null
}

/** The table that a part belongs to; null for parts of views. */
export function tableOf(
  { schema, relation: name }: { readonly schema: string; readonly relation: string },
  side: Side,
): Table | null {
  return tableAt(tableKey({ schema, name }), side)
}

function tablesBelow({ tables }: Catalogue): ReadonlyMap<string, readonly Table[]> {
  const below = new Map<string, Table[]>()
  for (const table of tables) {
    for (const parent of parentNames(table)) {
      const key = tableKey(parent)
      const group = below.get(key)
      if (group) group.push(table)
      else below.set(key, [table])
    }
  }
  return below
}
