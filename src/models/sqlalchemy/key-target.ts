import type { Value } from '../../python/value/value.ts'
import type { ColumnDraft, TableDraft } from './drafts.ts'
import { textIn } from './read-value.ts'
import { itemOf } from './sa-object.ts'

/** What a foreign key points at: a text, or a column of another table. */
export interface KeyTarget {
  readonly schema: string | null
  readonly table: string
  readonly column: string | null
  readonly found: ColumnDraft | null
}

/** Finds what a foreign key's target means; null where it is not known. */
export function targetOf(value: Value, table: TableDraft): KeyTarget | null {
  const item = itemOf(value)
  if (item?.kind === 'column') {
    if (!item.table) return null
    return { schema: item.table.schema, table: item.table.name, column: item.name, found: item }
  }
  const text = textIn(value)
  if (text === null) return null
  const parts = text.split('.')
  const column = parts.length > 1 ? (parts.pop() ?? null) : null
  const name = parts.pop() ?? ''
  const schema = parts.length > 0 ? parts.join('.') : table.metadata.schema
  const target = table.metadata.tables.get(schema === null ? name : `${schema}.${name}`)
  const found = target?.columns.find((one) => one.key === column) ?? null
  return { schema, table: name, column: found?.name ?? column, found }
}
