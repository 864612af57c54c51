import type { TableDraft } from '../../../models/sqlalchemy/drafts.ts'
import { asExpression } from '../../../models/sqlalchemy/expression-object.ts'
import { entriesIn, itemsIn, textIn } from '../../../models/sqlalchemy/read-value.ts'
import {
  construct,
  inert,
  itemOf,
  saObject,
  type SaObject,
} from '../../../models/sqlalchemy/sa-object.ts'
import { expression } from '../../../models/sqlalchemy/sql-expression.ts'
import type { HostCall, Steps, Value } from '../../../python/value/value.ts'
import { identifier } from '../../../sql/identifier.ts'
import { joinSql, sql, verbatim, type Sql } from '../../../sql/sql.ts'
import { columnValue, insertText, tellMadeByPython } from '../operations/bulk-insert.ts'
import { nameIn } from '../operations/read-arguments.ts'
import type { ReplayContext } from '../replay/replay-context.ts'
import { executableOf, type ExecutableObject, type Parameters } from './executable-object.ts'
import { conditionText, qualifiedText, tablesIn } from './qualified-text.ts'
import { selectObject } from './select-object.ts'
import { tableBehind } from './table-behind.ts'

/** `table.insert()`, `table.update()`, `table.delete()`, `table.select()`. */
export function tableStatement(
  table: TableDraft,
  name: string,
  context: ReplayContext,
): SaObject | null {
  const start = NAMES.get(name)
  if (start) {
    return construct(name, (call) =>
      rowStatement({ ...START, form: start, table }, { call, given: call.positional, context }),
    )
  }
  if (name === 'select') {
    return construct(name, () => selectObject([], { from: [table], context }))
  }
  return null
}

type Form = 'insert' | 'update' | 'delete'

const NAMES: ReadonlyMap<string, Form> = new Map([
  ['insert', 'insert'],
  ['update', 'update'],
  ['delete', 'delete'],
])

/** `sa.insert(table)`, `sa.update(table)`, `sa.delete(table)` */
export function rowConstructs(context: ReplayContext): readonly SaObject[] {
  return [...NAMES.values()].map((form) =>
    construct(form, (call) => {
      const [what, ...given] = call.positional
      const table = what ? tableBehind(what) : null
      if (!table) return what?.kind === 'unknown' ? what : inert(`${form} of something unknown`)
      return rowStatement({ ...START, form, table }, { call, given, context })
    }),
  )
}

/** A statement that changes rows while it is put together. */
interface RowStatement {
  readonly form: Form
  readonly table: TableDraft
  readonly values: ReadonlyMap<string, Value>
  /** Several rows at once, of an insert. */
  readonly rows: readonly ReadonlyMap<string, Value>[]
  readonly conditions: readonly Value[]
  readonly returning: readonly Value[]
  /** `on conflict …`. */
  readonly conflict: { readonly call: HostCall; readonly updates: boolean } | null
  readonly select: { readonly columns: readonly Value[]; readonly of: Value } | null
}

const START: Omit<RowStatement, 'form' | 'table'> = {
  values: new Map(),
  rows: [],
  conditions: [],
  returning: [],
  conflict: null,
  select: null,
}

interface Opening {
  readonly call: HostCall
  readonly given: readonly Value[]
  readonly context: ReplayContext
}

function rowStatement(state: RowStatement, { call, given, context }: Opening): ExecutableObject {
  const whole = withValues(state, { positional: given, keywords: valuesKeyword(call) })
  const [condition] = state.form === 'insert' ? [] : given
  const isCondition = condition && itemOf(condition)?.kind === 'expression'
  return rowObject(isCondition ? { ...state, conditions: [condition] } : whole, context)
}

/** `table.insert(values={…})`, as SQLAlchemy 1 took it. */
function valuesKeyword({ keywords }: HostCall): ReadonlyMap<string, Value> {
  return entriesIn(keywords.get('values'))
}

function rowObject(state: RowStatement, context: ReplayContext): ExecutableObject {
  const next = (more: Partial<RowStatement>): SaObject => rowObject({ ...state, ...more }, context)
  return {
    ...saObject(
      state.form,
      { kind: 'construct', name: state.form },
      {
        getAttribute: (name) => {
          if (name === 'values') {
            return construct(name, (call) => rowObject(withValues(state, call), context))
          }
          if (name === 'where' || name === 'filter') {
            return construct(name, ({ positional }) =>
              next({ conditions: [...state.conditions, ...positional] }),
            )
          }
          if (name === 'returning') {
            return construct(name, ({ positional }) => next({ returning: positional }))
          }
          if (name === 'from_select') {
            return construct(name, ({ positional: [columns, of] }) =>
              next({ select: of ? { columns: itemsIn(columns), of } : null }),
            )
          }
          if (name === 'excluded') return excludedOf(state.table)
          if (name === 'on_conflict_do_nothing' || name === 'on_conflict_do_update') {
            return construct(name, (call) =>
              next({ conflict: { call, updates: name === 'on_conflict_do_update' } }),
            )
          }
          if (name === 'execution_options') return construct(name, () => next({}))
          return name.startsWith('__') ? null : inert(`${state.form}.${name}`)
        },
      },
    ),
    statement: (parameters, call) => statementOf(state, { parameters, call, context }),
  }
}

/** `insert.excluded.<column>` */
function excludedOf(table: TableDraft): SaObject {
  return saObject(
    'excluded',
    { kind: 'inert', name: 'excluded' },
    {
      getAttribute: (name) => {
        const column = table.columns.find((one) => one.key === name)
        return saObject('excluded', {
          kind: 'expression',
          expression: expression('function', [`excluded.${identifier(column?.name ?? name)}`]),
        })
      },
    },
  )
}

function keyOf(value: Value): string | null {
  const item = itemOf(value)
  return item?.kind === 'column'
    ? item.key
    : (textIn(value) ?? (item?.kind === 'expression' ? item.expression.key : null))
}

function pairsIn(value: Value): ReadonlyMap<string, Value> {
  const found = new Map<string, Value>()
  if (value.kind !== 'dict') return found
  for (const [key, inner] of value.entries.values()) {
    const name = keyOf(key)
    if (name !== null) found.set(name, inner)
  }
  return found
}

function withValues(
  state: RowStatement,
  { positional, keywords }: Pick<HostCall, 'positional' | 'keywords'>,
): RowStatement {
  const [first] = positional
  const values = new Map([...state.values, ...keywords])
  if (first?.kind === 'list') {
    const rows = first.items.map(pairsIn)
    return { ...state, values, rows: [...state.rows, ...rows] }
  }
  if (first) for (const [name, value] of pairsIn(first)) values.set(name, value)
  return { ...state, values }
}

interface Stating {
  readonly parameters: Parameters
  readonly call: HostCall
  readonly context: ReplayContext
}

function* statementOf(state: RowStatement, stating: Stating): Steps<Sql | null> {
  const text = yield* beginning(state, stating)
  if (text === null) return null
  const parts: Sql[] = [text]
  const others = otherTables(state)
  if (others.length > 0) {
    const list = joinSql(others, sql`, `)
    parts.push(state.form === 'delete' ? sql`using ${list}` : sql`from ${list}`)
  }
  const where = conditionText(state.conditions)
  if (where === null) return tell(stating, 'a condition of this is not understood', state)
  if (where !== '') parts.push(sql`where ${where}`)
  if (state.conflict) {
    const conflict = yield* conflictText(state, stating)
    if (conflict === null) return tell(stating, 'this conflict is not understood', state)
    parts.push(conflict)
  }
  const returned = state.returning.map((one) => asExpression(one))
  if (returned.length > 0 && !returned.includes(null)) {
    const columns = returned.map((one) => qualifiedText(one ?? expression('text', ['*'])))
    parts.push(sql`returning ${joinSql(columns, sql`, `)}`)
  }
  return joinSql(parts, sql` `)
}

/** Tables that conditions and values name besides the one that is changed. */
function otherTables({ form, table, conditions, values }: RowStatement): readonly Sql[] {
  if (form === 'insert') return []
  const given = [...conditions, ...values.values()].flatMap((one) =>
    itemOf(one) && !executableOf(one) ? (asExpression(one) ?? []) : [],
  )
  const own = nameIn(table.schema, table.name)
  const names = tablesIn(given).map((one) => nameIn(one.schema, one.name))
  return [...new Set(names)].filter((name) => name !== own)
}

function tell({ call, context }: Stating, reason: string, { table }: RowStatement): null {
  context.gap(reason, call.at, { kind: 'rows', touches: [table.name] })
  return null
}

function* beginning(state: RowStatement, stating: Stating): Steps<Sql | null> {
  const { table, form } = state
  const target = nameIn(table.schema, table.name)
  if (form === 'delete') return sql`delete from ${target}`
  const values = new Map([...state.values, ...(form === 'insert' ? stating.parameters : [])])
  if (form === 'insert') {
    if (state.select) return yield* fromSelect(state, stating)
    const rows = state.rows.length === 0 ? [values] : state.rows
    return yield* insertRows(table, rows, stating)
  }
  const sets: Sql[] = []
  for (const [key, value] of values) {
    const column = table.columns.find((one) => one.key === key || one.name === key)
    const given = itemOf(value) ? asExpression(value) : null
    const written = given
      ? qualifiedText(given)
      : yield* columnValue(value, column, stating.call.machine)
    if (written === null) {
      return tell(
        stating,
        value.kind === 'unknown' ? value.reason : `the value of "${key}" is not understood`,
        state,
      )
    }
    sets.push(sql`${identifier(column?.name ?? key)} = ${written}`)
  }
  if (sets.length === 0) return tell(stating, 'what this changes is not known', state)
  tellMadeByPython(table, 'hasClientUpdate', { given: [...values.keys()], ...stating })
  return sql`update ${target} set ${joinSql(sets, sql`, `)}`
}

function* insertRows(
  table: TableDraft,
  rows: readonly ReadonlyMap<string, Value>[],
  { call, context }: Stating,
): Steps<Sql | null> {
  const texts: Sql[] = []
  for (const row of rows) {
    const text = yield* insertText(table, row, { call, context })
    if (text === null) return null
    texts.push(text)
  }
  if (texts.length === 1) return texts[0] ?? null
  // One statement for all rows, as SQLAlchemy makes it.
  const [first = sql``] = texts
  const at = first.indexOf(') values (')
  // Rows that give other columns, or in another order, are statements of their own.
  if (!texts.every((one) => one.startsWith(first.slice(0, at + 1)))) return joinSql(texts, sql`; `)
  const tails = texts.map((one) =>
    verbatim(one.slice(one.indexOf(') values (') + ') values '.length)),
  )
  return at < 0
    ? joinSql(texts, sql`; `)
    : sql`${verbatim(first.slice(0, at))}) values ${joinSql(tails, sql`, `)}`
}

function* fromSelect(
  state: RowStatement,
  { call, context, parameters }: Stating,
): Steps<Sql | null> {
  const { select, table } = state
  const of = select && executableOf(select.of)
  if (!of) return null
  const inner = yield* of.statement(parameters, call, context)
  if (inner === null) return null
  const given = select.columns.map((one) => keyOf(one) ?? '?')
  tellMadeByPython(table, 'hasClientDefault', { given, call, context })
  const names = given.map(identifier)
  return sql`insert into ${nameIn(table.schema, table.name)} (${joinSql(names, sql`, `)}) ${verbatim(inner)}`
}

function* conflictText({ conflict, table }: RowStatement, { call }: Stating): Steps<Sql | null> {
  if (!conflict) return sql``
  const { keywords } = conflict.call
  const elements = itemsIn(keywords.get('index_elements')).flatMap((one) => keyOf(one) ?? [])
  const name = textIn(keywords.get('constraint'))
  const target =
    name !== null
      ? sql` on constraint ${identifier(name)}`
      : elements.length > 0
        ? sql` (${joinSql(elements.map(identifier), sql`, `)})`
        : sql``
  if (!conflict.updates) return sql`on conflict${target} do nothing`
  const sets: Sql[] = []
  for (const [key, value] of pairsIn(keywords.get('set_') ?? { kind: 'none' })) {
    const column = table.columns.find((one) => one.key === key)
    const given = itemOf(value) ? asExpression(value) : null
    const written = given ? qualifiedText(given) : yield* columnValue(value, column, call.machine)
    if (written === null) return null
    sets.push(sql`${identifier(column?.name ?? key)} = ${written}`)
  }
  return sql`on conflict${target} do update set ${joinSql(sets, sql`, `)}`
}
