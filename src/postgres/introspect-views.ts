import type { QualifiedName } from '../catalogue/qualified-name.ts'
import type { View, ViewColumn } from '../catalogue/view.ts'
import type { ColumnRow } from './introspect-columns.ts'
import type { ReadRows } from './introspect-query.ts'
import { sortedByName, sortedOptions } from './introspect-sorting.ts'
import type { HangingObjects } from './introspect-tables.ts'

interface ViewRow extends QualifiedName {
  readonly oid: number
  readonly kind: 'v' | 'm'
  readonly definition: string
  readonly options: readonly string[] | null
  readonly populated: boolean
  readonly comment: string | null
}

/** Reads the views and materialised views, sorted by name. */
export async function introspectViews(
  read: ReadRows,
  hanging: Pick<HangingObjects, 'columns' | 'indexes' | 'triggers'>,
): Promise<readonly View[]> {
  const rows = await read<ViewRow>('views')
  return sortedByName(rows.map((row) => viewOf(row, hanging)))
}

function viewOf(
  row: ViewRow,
  { columns, indexes, triggers }: Pick<HangingObjects, 'columns' | 'indexes' | 'triggers'>,
): View {
  const facts = {
    schema: row.schema,
    name: row.name,
    columns: columns.of(row.oid).map(viewColumn),
    definition: row.definition,
    options: sortedOptions(row.options),
    comment: row.comment,
  }
  switch (row.kind) {
    case 'v':
      return { kind: 'view', ...facts, triggers: triggers.get(row.oid) ?? [] }
    case 'm':
      return {
        kind: 'materialized-view',
        ...facts,
        indexes: indexes.get(row.oid) ?? [],
        populated: row.populated,
      }
  }
}

function viewColumn({ name, type, expression, comment }: ColumnRow): ViewColumn {
  return { name, type, default: expression, comment }
}
