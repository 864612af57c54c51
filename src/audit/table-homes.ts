import { formatName } from '../catalogue/qualified-name.ts'
import type { Table } from '../catalogue/table.ts'
import type { CatalogueTestimony } from '../compare/testimony.ts'
import type { AuditCase, DatabaseCase } from './audit-case.ts'

/**
 * The other databases that a table belongs to, by the models or the migrations of those. A table that
 * only has the same name is another one: most columns have to be the same.
 */
export function homesOf(
  path: string,
  subject: DatabaseCase,
  { databases }: AuditCase,
): readonly DatabaseCase[] {
  const { history, database } = subject.testimonies
  const table = tableOf(database, path) ?? tableOf(history, path)
  if (table === null) return []
  return databases.filter((one) => {
    const { code, history: made } = one.testimonies
    const promised = tableOf(code, path) ?? tableOf(made, path)
    return one !== subject && promised !== null && isAlike(table, promised)
  })
}

/** The table that a witness has by a name. */
export function tableOf(witness: CatalogueTestimony | null, path: string): Table | null {
  return witness?.catalogue.tables.find((table) => formatName(table) === path) ?? null
}

function isAlike(one: Table, other: Table): boolean {
  const names = new Set(other.columns.map(({ name }) => name))
  const shared = one.columns.filter(({ name }) => names.has(name)).length
  return 2 * shared > Math.max(one.columns.length, other.columns.length)
}
