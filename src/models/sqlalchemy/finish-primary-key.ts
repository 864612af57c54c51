import type { DeclaredConstraint } from '../declaration.ts'
import { columnBy, type Finishing } from './finishing.ts'
import { nameOf } from './naming.ts'

/** The primary key; null where there is none. */
export async function primaryKeyOf({
  table,
  reading,
}: Finishing): Promise<DeclaredConstraint | null> {
  const own = table.constraints.find((one) => one.form === 'primary-key')
  const named = own?.columns.map((one) => columnBy(table, one)).filter((one) => one !== null) ?? []
  for (const column of named) column.isPrimaryKey = true
  const columns = named.length > 0 ? named : table.columns.filter((one) => one.isPrimaryKey)
  if (columns.length === 0) return null
  const name = await nameOf('pk', { name: own?.name ?? null, columns }, { table, reading })
  return {
    kind: 'primary-key',
    name,
    columns: columns.map((one) => one.name ?? ''),
    at: own?.at ?? columns[0]?.at ?? table.at,
    comment: null,
  }
}
