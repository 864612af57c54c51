import type { Catalogue } from '../../../catalogue/catalogue.ts'
import type { QualifiedName } from '../../../catalogue/qualified-name.ts'
import { referenceKey } from '../../../catalogue/object-reference.ts'
import type { Table } from '../../../catalogue/table.ts'

/** What the steps for one object must know of the others. */
export interface CreationContext {
  /** Keys of what is made later than its whole, because it was found in a circle. */
  readonly postponed: ReadonlySet<string>
  readonly tables: ReadonlyMap<string, Table>
  /** The tables below each table: partitions and children, one level deep. */
  readonly below: ReadonlyMap<string, readonly Table[]>
}

/** Looks a catalogue over. */
export function creationContext(
  { tables }: Catalogue,
  postponed: ReadonlySet<string>,
): CreationContext {
  const below = new Map<string, Table[]>()
  for (const table of tables) {
    for (const parent of parentNames(table)) {
      const key = tableKey(parent)
      below.set(key, [...(below.get(key) ?? []), table])
    }
  }
  return { postponed, tables: new Map(tables.map((table) => [tableKey(table), table])), below }
}

/** The key of a table. */
export function tableKey({ schema, name }: QualifiedName): string {
  return referenceKey({ kind: 'table', schema, name })
}

/** What a table is a partition or a child of. */
export function parentNames({ partitionOf, inherits }: Table): readonly QualifiedName[] {
  return partitionOf === null ? inherits : [partitionOf.parent]
}

/** The tables that a table is a partition or a child of, as far as they are in the catalogue. */
export function parentsOf(table: Table, { tables }: CreationContext): readonly Table[] {
  return parentNames(table).flatMap((name) => tables.get(tableKey(name)) ?? [])
}

/** The partitions and children of a table, one level deep. */
export function tablesBelow(table: QualifiedName, { below }: CreationContext): readonly Table[] {
  return below.get(tableKey(table)) ?? []
}
