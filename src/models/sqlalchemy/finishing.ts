import type { Place } from '../../kernel/place.ts'
import type { Value } from '../../python/value/value.ts'
import type { ColumnDraft, TableDraft } from './drafts.ts'
import { textIn } from './read-value.ts'
import type { Reading } from './reading.ts'
import { isUnknown, itemOf } from './sa-object.ts'

/** A table whose constraints and indexes are written down. */
export interface Finishing {
  readonly table: TableDraft
  readonly reading: Reading
}

/** A column of a table by its key or as itself. */
export function columnBy(table: TableDraft, value: Value): ColumnDraft | null {
  const item = itemOf(value)
  if (item?.kind === 'column') {
    return table.columns.includes(item)
      ? item
      : (table.columns.find((one) => one.name === item.name) ?? null)
  }
  const text = textIn(value)
  return (
    table.columns.find((one) => one.key === text) ??
    table.columns.find((one) => one.name === text) ??
    null
  )
}

/** Columns by key; null, and a gap, where one is not there. */
export function knownColumns(
  values: readonly Value[],
  { table, reading }: Finishing,
  at: Place,
): readonly ColumnDraft[] | null {
  const found: ColumnDraft[] = []
  for (const value of values) {
    const column = columnBy(table, value)
    if (!column) {
      const reason = isUnknown(value)
        ? value.reason
        : `there is no column "${textIn(value) ?? '?'}" here`
      reading.gap(reason, at, table.name)
      return null
    }
    found.push(column)
  }
  return found
}
