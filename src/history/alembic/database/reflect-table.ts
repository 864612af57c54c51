import { newColumn } from '../../../models/sqlalchemy/column-construct.ts'
import type { MetadataDraft, TableDraft } from '../../../models/sqlalchemy/drafts.ts'
import { addColumn, newTable } from '../../../models/sqlalchemy/table-object.ts'
import type { HostCall, Steps } from '../../../python/value/value.ts'
import type { ReplayContext } from '../replay/replay-context.ts'
import { waitFor } from '../replay/wait-for.ts'
import { askInspector } from './inspector-query.ts'
import { reflectedType } from './reflected-type.ts'

interface ColumnRow {
  readonly name: string
  readonly type: string
  readonly nullable: boolean
  readonly labels: readonly string[] | null
}

interface KeyRow {
  readonly kind: string
  readonly columns: readonly string[]
}

/** Gives a table the columns that it has on the shadow, besides those that the code gave it. */
export function* reflectTable(
  table: TableDraft,
  call: HostCall,
  { runner: { session } }: ReplayContext,
): Steps<void> {
  const values = [table.schema, table.name]
  const rows = yield* waitFor(askInspector<ColumnRow>(session, 'columns', values))
  const constraints = yield* waitFor(askInspector<KeyRow>(session, 'constraints', values))
  const key = constraints.find(({ kind }) => kind === 'p')?.columns ?? []
  for (const row of rows) {
    if (table.columns.some(({ name }) => name === row.name)) continue
    const column = newColumn(call, false)
    column.name = row.name
    column.key = row.name
    column.type = reflectedType(row.type, row.labels)
    column.nullable = row.nullable
    column.isPrimaryKey = key.includes(row.name)
    addColumn(table, column)
  }
}

/** `metadata.reflect(bind)`: all tables of a schema. */
export function* reflectAll(
  metadata: MetadataDraft,
  { schema, call }: { readonly schema: string | null; readonly call: HostCall },
  context: ReplayContext,
): Steps<void> {
  const rows = yield* waitFor(
    askInspector<{ name: string; kind: string }>(context.runner.session, 'relations', [schema]),
  )
  for (const { name } of rows.filter(({ kind }) => kind === 'r' || kind === 'p')) {
    const key = schema === null ? name : `${schema}.${name}`
    if (metadata.tables.has(key)) continue
    const table = newTable({
      name,
      metadata,
      keywords: new Map(),
      module: call.at.file,
      at: call.at,
    })
    table.schema = schema
    metadata.tables.set(key, table)
    yield* reflectTable(table, call, context)
  }
}
