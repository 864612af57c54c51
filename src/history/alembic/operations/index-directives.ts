import { newColumn } from '../../../models/sqlalchemy/column-construct.ts'
import type { DeclaredIndex, DeclaredTable } from '../../../models/declaration.ts'
import type { IndexDraft, TableDraft } from '../../../models/sqlalchemy/drafts.ts'
import { isFinalName } from '../../../models/sqlalchemy/final-name.ts'
import { truncated } from '../../../models/sqlalchemy/naming.ts'
import { entriesIn, itemsIn, textIn } from '../../../models/sqlalchemy/read-value.ts'
import { addColumn } from '../../../models/sqlalchemy/table-object.ts'
import { none } from '../../../python/value/plain-value.ts'
import type { HostCall, Steps, Value } from '../../../python/value/value.ts'
import { identifier } from '../../../sql/identifier.ts'
import { sql, type Sql } from '../../../sql/sql.ts'
import type { ReplayContext } from '../replay/replay-context.ts'
import { declared, freshTable } from './declared.ts'
import type { Directive } from './directive.ts'
import { given, isSet, nameIn, schemaOf, text, words } from './read-arguments.ts'

/** `create index` as it is declared. */
export function indexText(
  { schema, name }: Pick<DeclaredTable, 'schema' | 'name'>,
  index: DeclaredIndex,
  options: readonly Sql[] = [],
): Sql {
  return words(
    index.isUnique ? sql`create unique index` : sql`create index`,
    ...options,
    identifier(index.name),
    sql`on ${nameIn(schema, name)} ${index.definition}`,
  )
}

/** `op.create_index(name, table, columns)` */
export const createIndex: Directive = function* (call, context) {
  const table = text(call, [1, 'table_name', 'tablename'], context)
  const columns = given(call, 2, 'columns')
  if (columns?.kind === 'unknown') context.refuseUnknown(columns, [table])
  const schema = schemaOf(call, context)
  const draft = freshTable(context, { name: table, schema, call })
  const name = given(call, 0, 'index_name')
  if (name?.kind === 'unknown') context.refuseUnknown(name, [table])
  const index: IndexDraft = {
    kind: 'index',
    name: name?.kind === 'none' ? null : name,
    elements: itemsIn(columns),
    options: withUnique(call),
    table: draft,
    at: call.at,
  }
  addColumns(draft, index, call)
  const made = yield* indexOf(draft, { index, call }, context)
  const options = [
    ...(isSet(call, 'postgresql_concurrently') ? [sql`concurrently`] : []),
    ...(isSet(call, 'if_not_exists') ? [sql`if not exists`] : []),
  ]
  for (const one of made) yield* context.execute(indexText(draft, one, options), call)
  return none
}

function withUnique(call: HostCall): ReadonlyMap<string, Value> {
  const unique = call.positional[4]
  return unique ? new Map([...call.keywords, ['unique', unique]]) : call.keywords
}

/** What indexes are declared as that stand in a table alone. */
function* indexOf(
  draft: TableDraft,
  { index, call }: { readonly index: IndexDraft; readonly call: HostCall },
  context: ReplayContext,
): Steps<readonly DeclaredIndex[]> {
  context.reading.indexes.length = 0
  context.reading.indexes.push(index)
  const { table } = yield* declared(context, draft)
  context.reading.indexes.length = 0
  if (table.indexes.length === 0) {
    context.gap('this index is not understood', call.at, { touches: [draft.name] })
  }
  return table.indexes
}

function addColumns(table: TableDraft, index: IndexDraft, call: HostCall): void {
  const values = [
    ...index.elements,
    ...itemsIn(index.options.get('postgresql_include')),
    ...entriesIn(index.options.get('postgresql_ops')).keys(),
  ]
  for (const value of values) {
    const name = typeof value === 'string' ? value : textIn(value)
    if (name === null) continue
    const column = newColumn(call, false)
    column.name = name
    column.key = name
    column.type = { kind: 'plain', sql: 'text', collation: null, serial: null, extension: null }
    addColumn(table, column)
  }
}

/** `op.drop_index(name, table)` */
export const dropIndex: Directive = function* (call, context) {
  const written = text(call, [0, 'index_name'], context)
  const isFinal = isFinalName(call.positional[0] ?? call.keywords.get('index_name'))
  const name = isFinal ? truncated(written) : written
  const schema = schemaOf(call, context)
  yield* context.execute(
    words(
      sql`drop index`,
      isSet(call, 'postgresql_concurrently') ? sql`concurrently` : sql``,
      isSet(call, 'if_exists') ? sql`if exists` : sql``,
      nameIn(schema, name),
    ),
    call,
  )
  return none
}
