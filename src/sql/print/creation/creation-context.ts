import type { Catalogue } from '../../../catalogue/catalogue.ts'
import type { QualifiedName } from '../../../catalogue/qualified-name.ts'
import { parentNames } from '../../../catalogue/parent-names.ts'
import { tableKey } from '../../../catalogue/table-key.ts'
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
      const group = below.get(key)
      if (group === undefined) below.set(key, [table])
      else group.push(table)
    }
  }
  return { postponed, tables: new Map(tables.map((table) => [tableKey(table), table])), below }
}

/** The tables that a table is a partition or a child of, as far as they are in the catalogue. */
export function parentsOf(table: Table, { tables }: CreationContext): readonly Table[] {
  return parentNames(table).flatMap((name) => tables.get(tableKey(name)) ?? [])
}

/** The partitions and children of a table, one level deep. */
export function tablesBelow(table: QualifiedName, { below }: CreationContext): readonly Table[] {
  return below.get(tableKey(table)) ?? []
}
