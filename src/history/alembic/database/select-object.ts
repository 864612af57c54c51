import type { Part, SqlExpression, TableDraft } from '../../../models/sqlalchemy/drafts.ts'
import { asExpression, expressionObject } from '../../../models/sqlalchemy/expression-object.ts'
import { itemsIn, numberIn, textIn } from '../../../models/sqlalchemy/read-value.ts'
import {
  construct,
  inert,
  itemOf,
  saObject,
  type SaObject,
} from '../../../models/sqlalchemy/sa-object.ts'
import { expression } from '../../../models/sqlalchemy/sql-expression.ts'
import type { HostCall, Value } from '../../../python/value/value.ts'
import { identifier } from '../../../sql/identifier.ts'
import { joinSql, sql, verbatim, type Sql } from '../../../sql/sql.ts'
import { nameIn } from '../operations/read-arguments.ts'
import type { ReplayContext } from '../replay/replay-context.ts'
import type { ExecutableObject } from './executable-object.ts'
import { tableBehind } from './table-behind.ts'
import { conditionText, qualifiedText, tablesIn } from './qualified-text.ts'

/** A `select` while it is put together; texts are SQL. */
interface Select {
  readonly columns: readonly SqlExpression[]
  readonly from: readonly TableDraft[]
  readonly joins: readonly Sql[]
  readonly joined: readonly TableDraft[]
  readonly conditions: readonly Value[]
  readonly tail: readonly Sql[]
  readonly isDistinct: boolean
  /** What of it is not understood; null for nothing. */
  readonly doubt: string | null
}

/** `sa.select(…)`, with its columns as arguments or in a list. */
export function selectConstruct(context: ReplayContext): SaObject {
  return construct('select', ({ positional, keywords }) => {
    const [first] = positional
    const columns = first?.kind === 'list' ? first.items : positional
    const made = selectObject(columns, { from: [], context })
    const where =
      keywords.get('whereclause') ?? (first?.kind === 'list' ? positional[1] : undefined)
    return where ? withCondition(columns, where, context) : made
  })
}

/** `sa.case((condition, value), …, else_=value)`, also with the pairs in a list. */
export function caseConstruct(): SaObject {
  return construct('case', ({ positional, keywords }) => {
    const [first] = positional
    const pairs = first?.kind === 'list' ? first.items : positional
    const parts: Part[] = ['CASE']
    for (const pair of pairs) {
      const [condition, value] = itemsIn(pair).map((one) => asExpression(one))
      if (!condition || !value) return inert('a case of something unknown')
      parts.push(' WHEN ', condition, ' THEN ', value)
    }
    const otherwise = keywords.get('else_')
    const last = otherwise ? asExpression(otherwise) : null
    if (otherwise && !last) return inert('a case of something unknown')
    return expressionObject(
      expression('function', [...parts, ...(last ? [' ELSE ', last] : []), ' END']),
    )
  })
}

/** `sa.exists(select)` */
export function existsConstruct(): SaObject {
  return construct('exists', ({ positional: [inner] }) => {
    const given = inner && itemOf(inner)?.kind !== 'inert' ? asExpression(inner) : null
    return given ? expressionObject(expression('function', ['exists ', given])) : inert('exists')
  })
}

function withCondition(columns: readonly Value[], where: Value, context: ReplayContext): SaObject {
  const start = stateOf(columns, [])
  return objectOf({ ...start, conditions: [where] }, context)
}

/** The same of columns, classes and tables. */
export function selectObject(
  columns: readonly Value[],
  { from, context }: { readonly from: readonly TableDraft[]; readonly context: ReplayContext },
): SaObject {
  return objectOf(stateOf(columns, from), context)
}

function stateOf(columns: readonly Value[], from: readonly TableDraft[]): Select {
  const found: SqlExpression[] = []
  let doubt: string | null = null
  const tables = new Set(from)
  for (const one of columns) {
    const table = tableBehind(one)
    if (table) {
      tables.add(table)
      found.push(...table.columns.map((column) => expression('column', [column], column.key)))
      continue
    }
    const given = itemOf(one)?.kind === 'inert' ? null : asExpression(one)
    if (given) found.push(given)
    else doubt = one.kind === 'unknown' ? one.reason : 'a column of this select is not understood'
  }
  if (columns.length === 0) {
    for (const table of from) {
      found.push(...table.columns.map((column) => expression('column', [column], column.key)))
    }
  }
  return {
    columns: found,
    from: [...tables],
    joins: [],
    joined: [],
    conditions: [],
    tail: [],
    isDistinct: false,
    doubt,
  }
}

function selectText(state: Select): Sql | null {
  const where = conditionText(state.conditions)
  if (where === null || state.doubt !== null) return null
  const conditions = state.conditions.flatMap((one) => asExpression(one) ?? [])
  const named = [...state.from, ...tablesIn([...state.columns, ...conditions])]
  const tables = [...new Set(named.map((table) => nameIn(table.schema, table.name)))]
  const joined = new Set(state.joined.map((table) => nameIn(table.schema, table.name)))
  const from = tables.filter((table) => !joined.has(table))
  const columns = state.columns.map(labelled)
  return joinSql(
    [
      state.isDistinct ? sql`select distinct` : sql`select`,
      columns.length === 0 ? sql`1` : joinSql(columns, sql`, `),
      ...(from.length === 0 ? [] : [sql`from ${joinSql(from, sql`, `)}`]),
      ...state.joins,
      ...(where === '' ? [] : [sql`where ${where}`]),
      ...state.tail,
    ],
    sql` `,
  )
}

function labelled(given: SqlExpression): Sql {
  const text = qualifiedText(given)
  return given.key === null || given.form === 'column'
    ? text
    : sql`${text} as ${identifier(given.key)}`
}

function objectOf(state: Select, context: ReplayContext): ExecutableObject {
  const text = selectText(state)
  const next = (more: Partial<Select>): SaObject => objectOf({ ...state, ...more }, context)
  const made = expression('function', ['(', text ?? 'select null', ')'])
  return {
    ...saObject(
      'Select',
      { kind: 'expression', expression: made },
      {
        getAttribute: (name) => selectAttribute(name, { state, next, made }),
        operate: () => inert('an expression of a select'),
      },
    ),
    *statement(_parameters, call, inner) {
      yield* []
      if (text === null) {
        inner.gap(state.doubt ?? 'a condition of this is not understood', call.at, { kind: 'rows' })
      }
      return text
    },
  }
}

interface Selecting {
  readonly state: Select
  readonly next: (more: Partial<Select>) => SaObject
  readonly made: SqlExpression
}

type SelectMethod = (selecting: Selecting, call: HostCall) => Value

/** Puts a text behind what the select has; null is told when it is executed. */
function withTail({ state, next }: Selecting, text: Sql | null): SaObject {
  if (text === null) return next({ doubt: 'a part of this select is not understood' })
  return next({ tail: [...state.tail, text] })
}

const where: SelectMethod = ({ state, next }, { positional }) =>
  next({ conditions: [...state.conditions, ...positional] })

const counted =
  (words: Sql): SelectMethod =>
  (selecting, { positional: [count] }) => {
    const number = numberIn(count)
    return withTail(selecting, number === null ? null : sql`${words} ${verbatim(String(number))}`)
  }

const ordered =
  (words: Sql): SelectMethod =>
  (selecting, { positional }) =>
    withTail(selecting, listText(words, positional))

const same: SelectMethod = ({ next }) => next({})

const inner: SelectMethod = ({ made }) => expressionObject(made)

const METHODS: Readonly<Record<string, SelectMethod>> = {
  where,
  filter: where,
  select_from: ({ state, next }, { positional }) =>
    next({ from: [...state.from, ...positional.flatMap((one) => tableBehind(one) ?? [])] }),
  join: ({ state, next }, call) => joinTo(state, { name: 'join', call, next }),
  outerjoin: ({ state, next }, call) => joinTo(state, { name: 'outerjoin', call, next }),
  distinct: ({ next }) => next({ isDistinct: true }),
  order_by: ordered(sql`order by`),
  group_by: ordered(sql`group by`),
  having: (selecting, { positional }) => {
    const text = conditionText(positional)
    return withTail(selecting, text && sql`having ${text}`)
  },
  limit: counted(sql`limit`),
  offset: counted(sql`offset`),
  options: same,
  with_for_update: same,
  execution_options: same,
  correlate: same,
  scalar_subquery: inner,
  as_scalar: inner,
  exists: ({ made }) => expressionObject(expression('function', ['exists ', ...made.parts])),
}

function selectAttribute(name: string, selecting: Selecting): Value | null {
  const method = METHODS[name]
  if (method) return construct(name, (call) => method(selecting, call))
  return name.startsWith('__') ? null : inert(`select.${name}`)
}

interface Joining {
  readonly name: string
  readonly call: HostCall
  readonly next: Selecting['next']
}

function joinTo(state: Select, { name, call, next }: Joining): SaObject {
  const [what, on] = call.positional
  const table = what ? tableBehind(what) : null
  const condition = on ?? call.keywords.get('onclause')
  const text = condition ? conditionText([condition]) : null
  if (!table || text === null) return next({ doubt: 'a join of this select is not understood' })
  const word = name === 'join' ? sql`join` : sql`left join`
  const join = sql`${word} ${nameIn(table.schema, table.name)} on ${text}`
  return next({ joins: [...state.joins, join], joined: [...state.joined, table] })
}

function listText(words: Sql, values: readonly Value[]): Sql | null {
  const texts: Sql[] = []
  for (const value of values.flatMap((one) => itemsIn(one))) {
    const name = textIn(value)
    const given = asExpression(value)
    if (name === null && !given) return null
    texts.push(name === null && given ? qualifiedText(given) : identifier(name ?? '?'))
  }
  return sql`${words} ${joinSql(texts, sql`, `)}`
}
