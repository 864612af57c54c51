import { entriesIn, itemsIn } from '../../../models/sqlalchemy/read-value.ts'
import { itemOf } from '../../../models/sqlalchemy/sa-object.ts'
import type { ColumnDraft, TableDraft } from '../../../models/sqlalchemy/drafts.ts'
import { none } from '../../../python/value/plain-value.ts'
import type { HostCall, Machine, Steps, Value } from '../../../python/value/value.ts'
import { identifier } from '../../../sql/identifier.ts'
import { joinSql, sql, type Sql } from '../../../sql/sql.ts'
import { jsonValue, sqlValue } from '../database/sql-value.ts'
import { tableBehind } from '../database/table-behind.ts'
import type { ReplayContext } from '../replay/replay-context.ts'
import type { Directive } from './directive.ts'
import { given, nameIn } from './read-arguments.ts'

/** `op.bulk_insert(table, rows)` */
export const bulkInsert: Directive = function* (call, context) {
  const value = given(call, 0, 'table')
  const table = value && tableBehind(value)
  const rows = given(call, 1, 'rows')
  if (!table) {
    const reason = value?.kind === 'unknown' ? value.reason : 'the table of these rows is not known'
    context.gap(reason, call.at, { kind: 'rows' })
    return none
  }
  if (!rows || rows.kind === 'unknown') {
    context.gap(rows?.reason ?? 'these rows are not known', call.at, {
      kind: 'rows',
      touches: [table.name],
    })
    return none
  }
  for (const row of itemsIn(rows)) {
    const text = yield* insertText(table, entriesIn(row), { call, context })
    if (text !== null) yield* context.execute(text, call)
  }
  return none
}

/** `insert into … values (…)` of one row; null where a value is not known, which was told. */
export function* insertText(
  table: TableDraft,
  row: ReadonlyMap<string, Value>,
  { call, context }: { readonly call: HostCall; readonly context: ReplayContext },
): Steps<Sql | null> {
  tellMadeByPython(table, 'hasClientDefault', { given: [...row.keys()], call, context })
  const names: Sql[] = []
  const values: Sql[] = []
  for (const [key, value] of row) {
    const column = table.columns.find((one) => one.key === key || one.name === key)
    const written = yield* columnValue(value, column, call.machine)
    if (written === null) {
      const reason =
        value.kind === 'unknown' ? value.reason : `the value of "${key}" is not understood`
      context.gap(reason, call.at, { kind: 'rows', touches: [table.name] })
      return null
    }
    names.push(identifier(column?.name ?? key))
    values.push(written)
  }
  const target = nameIn(table.schema, table.name)
  if (names.length === 0) return sql`insert into ${target} default values`
  return sql`insert into ${target} (${joinSql(names, sql`, `)}) values (${joinSql(values, sql`, `)})`
}

/** What is written, and where. */
interface Written {
  /** Keys or names of the columns that are given a value. */
  readonly given: readonly string[]
  readonly call: HostCall
  readonly context: ReplayContext
}

/** Tells of columns that Python gives a value by itself: `default=` of an insert, `onupdate=`. */
export function tellMadeByPython(
  table: TableDraft,
  when: 'hasClientDefault' | 'hasClientUpdate',
  { given, call, context }: Written,
): void {
  for (const column of table.columns) {
    const { key, name } = column
    if (!column[when] || given.includes(key ?? '') || given.includes(name ?? '')) continue
    const reason = `the value that Python makes for "${name ?? key ?? ''}" is not followed`
    context.gap(reason, call.at, { kind: 'rows', touches: [table.name] })
  }
}

/** A value for a column: lists and dicts are documents where the column is of JSON. */
export function* columnValue(
  value: Value,
  column: ColumnDraft | undefined,
  machine: Machine,
): Steps<Sql | null> {
  const type = column?.type
  const isJson = type?.kind === 'plain' && /^JSONB?$/.test(type.sql)
  const isNothing = value.kind === 'none' || itemOf(value) !== null
  if (isJson && !isNothing) return jsonValue(value)
  const member = value.kind === 'instance' ? value.attributes.get('name') : undefined
  if (type?.kind === 'enum' && member) return yield* sqlValue(member, machine)
  return yield* sqlValue(value, machine)
}
