import {
  columnText,
  commentStatements,
  constraintName,
  definitionOf,
  sequenceStatement,
} from '../../../models/ddl-of.ts'
import type { DeclaredTable } from '../../../models/declaration.ts'
import { copyColumn } from '../../../models/sqlalchemy/column-construct.ts'
import type { TableDraft } from '../../../models/sqlalchemy/drafts.ts'
import { flagIn, textIn } from '../../../models/sqlalchemy/read-value.ts'
import { itemOfKind } from '../../../models/sqlalchemy/sa-object.ts'
import { addColumn, addItem, tableObject } from '../../../models/sqlalchemy/table-object.ts'
import { none } from '../../../python/value/plain-value.ts'
import type { HostCall, Steps, Value } from '../../../python/value/value.ts'
import { identifier } from '../../../sql/identifier.ts'
import { literal } from '../../../sql/literal.ts'
import { joinSql, sql, type Sql } from '../../../sql/sql.ts'
import type { ReplayContext } from '../replay/replay-context.ts'
import { createTypesOf } from './create-type.ts'
import { declared, freshTable } from './declared.ts'
import type { Directive } from './directive.ts'
import { indexText } from './index-directives.ts'
import { given, isSet, nameIn, schemaOf, text, words } from './read-arguments.ts'

/** `op.create_table(name, *items)` */
export const createTable: Directive = function* (call, context) {
  const name = text(call, [0, 'table_name', 'name'], context)
  const schema = schemaOf(call, context)
  const table = freshTable(context, { name, schema, call }, call.keywords)
  for (const item of call.positional.slice(1)) addTo(table, item, context)
  yield* makeTable(table, call, context)
  return tableObject(table, context.reading)
}

/** Puts an item into a table; one that stands in another table already is copied. */
export function addTo(table: TableDraft, item: Value, context: ReplayContext): void {
  const column = itemOfKind(item, 'column')
  if (column?.table) addColumn(table, copyColumn(column))
  else addItem(table, item, context.reading)
}

/** The types, the table, its indexes and comments. */
export function* makeTable(table: TableDraft, call: HostCall, context: ReplayContext): Steps<void> {
  yield* createTypesOf(table, call, context)
  leaveOutAltered(table)
  const made = yield* declared(context, table)
  context.reading.indexes.length = 0
  // Alembic makes no sequences of columns: a revision that has one makes it itself.
  yield* runTable({ ...made.table, sequences: [] }, call, context)
}

/** Keys with `use_alter` stand in no `create table`, and Alembic makes no statement of their own for them. */
function leaveOutAltered({ constraints, columns }: TableDraft): void {
  const isKept = ({ options }: { readonly options: ReadonlyMap<string, Value> }): boolean =>
    flagIn(options.get('use_alter')) !== true
  constraints.splice(0, constraints.length, ...constraints.filter(isKept))
  for (const column of columns) column.foreignKeys = column.foreignKeys.filter(isKept)
}

/** Runs what a table is declared as. */
export function* runTable(
  table: DeclaredTable,
  call: HostCall,
  context: ReplayContext,
): Steps<void> {
  for (const sequence of table.sequences) {
    yield* context.execute(sequenceStatement(sequence).sql, call)
  }
  yield* context.execute(wholeTableText(table, isSet(call, 'if_not_exists')), call)
  for (const index of table.indexes) {
    yield* context.execute(indexText(table, index), call)
  }
  for (const statement of commentStatements(table)) yield* context.execute(statement.sql, call)
}

/** `create table` with all its constraints, as SQLAlchemy writes it. */
export function wholeTableText(table: DeclaredTable, ifNotExists: boolean): Sql {
  const columns = table.columns.filter(({ type }) => type.kind === 'known')
  const unknown = table.columns
    .filter(({ type }) => type.kind === 'unknown')
    .map(({ name }) => name)
  const constraints = table.constraints.filter(
    (one) => !('columns' in one) || !one.columns.some((name) => unknown.includes(name)),
  )
  const parts = [
    ...columns.map(columnText),
    ...constraints.map((one) => sql`${constraintName(one)}${definitionOf(one)}`),
  ]
  return words(
    sql`create`,
    ...table.prefixes,
    ifNotExists ? sql`table if not exists` : sql`table`,
    sql`${nameIn(table.schema, table.name)} (${joinSql(parts, sql`, `)})`,
    ...table.suffixes,
  )
}

/** `op.drop_table(name)` */
export const dropTable: Directive = function* (call, context) {
  const name = nameIn(schemaOf(call, context), text(call, [0, 'table_name'], context))
  yield* context.execute(
    isSet(call, 'if_exists') ? sql`drop table if exists ${name}` : sql`drop table ${name}`,
    call,
  )
  return none
}

/** `op.rename_table(old, new)` */
export const renameTable: Directive = function* (call, context) {
  const from = nameIn(schemaOf(call, context), text(call, [0, 'old_table_name'], context))
  const to = identifier(text(call, [1, 'new_table_name'], context))
  yield* context.execute(sql`alter table ${from} rename to ${to}`, call)
  return none
}

/** `op.create_table_comment(table, comment)` */
export const createTableComment: Directive = function* (call, context) {
  const name = nameIn(schemaOf(call, context), text(call, [0, 'table_name'], context))
  const comment = textIn(given(call, 1, 'comment'))
  yield* context.execute(
    sql`comment on table ${name} is ${comment === null ? sql`null` : literal(comment)}`,
    call,
  )
  return none
}

/** `op.drop_table_comment(table)` */
export const dropTableComment: Directive = function* (call, context) {
  const name = nameIn(schemaOf(call, context), text(call, [0, 'table_name'], context))
  yield* context.execute(sql`comment on table ${name} is null`, call)
  return none
}

/** `op.drop_column(table, column)` */
export const dropColumn: Directive = function* (call, context) {
  const table = nameIn(schemaOf(call, context), text(call, [0, 'table_name'], context))
  const column = identifier(text(call, [1, 'column_name'], context))
  const exists = isSet(call, 'if_exists') ? sql`if exists ` : sql``
  yield* context.execute(sql`alter table ${table} drop column ${exists}${column}`, call)
  return none
}

/** `op.add_column(table, column)` */
export const addColumnTo: Directive = function* (call, context) {
  const name = text(call, [0, 'table_name'], context)
  const value = given(call, 1, 'column')
  const column = itemOfKind(value, 'column')
  if (!column) {
    if (value?.kind === 'unknown') context.refuseUnknown(value, [name])
    return context.refuse('what is added is no column', call, [name])
  }
  const table = freshTable(context, { name, schema: schemaOf(call, context), call })
  addColumn(table, column.table ? copyColumn(column) : column)
  const made = (yield* declared(context, table)).table
  context.reading.indexes.length = 0
  const [only] = made.columns
  if (only?.type.kind !== 'known') return none
  const target = nameIn(made.schema, made.name)
  const exists = isSet(call, 'if_not_exists') ? sql`if not exists ` : sql``
  yield* context.execute(sql`alter table ${target} add column ${exists}${columnText(only)}`, call)
  for (const constraint of made.constraints) {
    if (constraint.kind === 'primary-key') {
      if (!isSet(call, 'inline_primary_key')) continue
    }
    const text = sql`${constraintName(constraint)}${definitionOf(constraint)}`
    yield* context.execute(sql`alter table ${target} add ${text}`, call)
  }
  for (const index of made.indexes) yield* context.execute(indexText(made, index), call)
  for (const statement of commentStatements(made)) yield* context.execute(statement.sql, call)
  return none
}
