import type { HostCall, HostOperation, Machine, Steps, Value } from '../../python/value/value.ts'
import type { ColumnDraft, Part, SqlExpression } from './drafts.ts'
import { resolveType } from './own-types.ts'
import { argument, itemsIn, textIn } from './read-value.ts'
import { construct, inert, itemOf, saObject, type SaObject } from './sa-object.ts'
import { columnExpression, expression } from './sql-expression.ts'

/** An expression as interpreted code holds it. */
export function expressionObject(given: SqlExpression): SaObject {
  return saObject(
    'expression',
    { kind: 'expression', expression: given },
    {
      getAttribute: (name) => expressionAttribute(given, name),
      operate: (operation) => operated(given, operation),
      getItem: (key) => jsonItem(given, key),
      truth: (call) => call.machine.unknown('a SQL expression has no truth'),
    },
  )
}

/** A column as interpreted code holds it. */
export function columnObject(column: ColumnDraft): SaObject {
  return saObject('Column', column, {
    getAttribute: (name, call) =>
      columnFact(column, name, call.machine) ?? expressionAttribute(columnExpression(column), name),
    setAttribute: (name, value) => setColumnFact(column, name, value),
    operate: (operation) => operated(columnExpression(column), operation),
    getItem: (key) => jsonItem(columnExpression(column), key),
    truth: (call) => call.machine.unknown('a column has no truth'),
  })
}

function columnFact(column: ColumnDraft, name: string, machine: Machine): Value | null {
  switch (name) {
    case 'name':
    case 'key': {
      const text = column[name]
      return text === null ? { kind: 'none' } : { kind: 'str', value: text }
    }
    case 'nullable':
      return { kind: 'bool', value: column.nullable ?? !column.isPrimaryKey }
    case 'primary_key':
      return { kind: 'bool', value: column.isPrimaryKey }
    case 'foreign_keys':
      return column.foreignKeys.length === 0
        ? { kind: 'list', items: [], uncertain: null }
        : machine.unknown('the foreign keys of a column are not given to code')
    default:
      return null
  }
}

function setColumnFact(column: ColumnDraft, name: string, value: Value): void {
  if (value.kind === 'bool') {
    if (name === 'nullable') column.nullable = value.value
    if (name === 'primary_key') column.isPrimaryKey = value.value
    if (name === 'index' || name === 'unique') column[name] = value.value
  }
  const text = textIn(value)
  if (text !== null && (name === 'name' || name === 'key' || name === 'comment')) {
    column[name] = text
  }
}

/** What a value is in SQL; null where that cannot be told. */
export function asExpression(value: Value): SqlExpression | null {
  const item = itemOf(value)
  if (item?.kind === 'expression') return item.expression
  if (item?.kind === 'column') return columnExpression(item)
  const inner = storedValue(value)
  if (inner.kind === 'none') return expression('literal', ['NULL'])
  if (inner.kind === 'int') return expression('literal', [String(inner.value)])
  if (inner.kind === 'str' || inner.kind === 'bool' || inner.kind === 'float') {
    return expression('literal', [{ kind: 'value', value: inner.value }])
  }
  const parts = inner.kind === 'list' || inner.kind === 'tuple' ? listed(inner.items) : null
  return parts && expression('function', ['(', ...parts, ')'])
}

/** The value within an instance; a column of an enum stores the names of its members. */
function storedValue(value: Value): Value {
  if (value.kind !== 'instance') return value
  const name = value.type.members ? value.attributes.get('name') : null
  return value.payload ?? name ?? value
}

/** Expressions with commas between them; null where one of them is not understood. */
export function listed(values: readonly Value[]): readonly Part[] | null {
  const parts: Part[] = []
  for (const value of values) {
    const part = asExpression(value)
    if (!part) return null
    if (parts.length > 0) parts.push(', ')
    parts.push(part)
  }
  return parts
}

/** The same as an object; inert where something of it is not understood. */
export function made(form: SqlExpression['form'], parts: readonly (Part | null)[]): SaObject {
  const known = parts.filter((part) => part !== null)
  if (known.length < parts.length) return inert('an expression with something unknown in it')
  return expressionObject(expression(form, known))
}

const ORDERINGS: ReadonlyMap<string, string> = new Map([
  ['desc', ' DESC'],
  ['asc', ' ASC'],
  ['nulls_last', ' NULLS LAST'],
  ['nullslast', ' NULLS LAST'],
  ['nulls_first', ' NULLS FIRST'],
  ['nullsfirst', ' NULLS FIRST'],
])

/** `column.desc()` and its like. */
export function ordered(given: SqlExpression, name: string): SaObject | null {
  const words = ORDERINGS.get(name)
  if (words === undefined) return null
  return expressionObject({ ...expression('ordered', [given, words]), key: given.key })
}

const INFIX: ReadonlyMap<string, string> = new Map([
  ['like', ' LIKE '],
  ['ilike', ' ILIKE '],
  ['not_like', ' NOT LIKE '],
  ['notlike', ' NOT LIKE '],
  ['not_ilike', ' NOT ILIKE '],
  ['in_', ' IN '],
  ['not_in', ' NOT IN '],
  ['notin_', ' NOT IN '],
  ['is_', ' IS '],
  ['is_not', ' IS NOT '],
  ['isnot', ' IS NOT '],
  ['is_distinct_from', ' IS DISTINCT FROM '],
  ['is_not_distinct_from', ' IS NOT DISTINCT FROM '],
  ['concat', ' || '],
  ['contains', ' @> '],
  ['contained_by', ' <@ '],
  ['has_key', ' ? '],
  ['has_any', ' ?| '],
  ['has_all', ' ?& '],
  ['overlaps', ' && '],
  ['overlap', ' && '],
  ['regexp_match', ' ~ '],
  ['bitwise_and', ' & '],
  ['bitwise_or', ' | '],
])

function expressionAttribute(given: SqlExpression, name: string): Value | null {
  if (name.startsWith('__')) return null
  if (ORDERINGS.has(name)) return construct(name, () => ordered(given, name) ?? inert(name))
  const infix = INFIX.get(name)
  if (infix !== undefined) {
    return construct(name, ({ positional: [other] }) =>
      made('operator', [given, infix, other ? asExpression(other) : null]),
    )
  }
  if (name === 'astext') return textItem(given)
  const method = METHODS.get(name)
  return method ? construct(name, (call) => method(given, call)) : inert(name)
}

type Method = (given: SqlExpression, call: HostCall) => Value | Steps<Value>

const METHODS: ReadonlyMap<string, Method> = new Map<string, Method>([
  ['label', (given, call) => expressionObject({ ...given, key: textIn(call.positional[0]) })],
  ['self_group', (given) => expressionObject(given)],
  ['cast', (given, call) => castTo(given, call.positional[0], call.machine)],
  ['op', (given, call) => operatorMaker(given, textIn(call.positional[0]) ?? '?')],
  ['bool_op', (given, call) => operatorMaker(given, textIn(call.positional[0]) ?? '?')],
  [
    'collate',
    (given, call) => {
      const name = textIn(call.positional[0]) ?? 'C'
      const quoted = `"${name.replaceAll('"', '""')}"`
      return expressionObject({
        form: 'ordered',
        parts: [given, ` COLLATE ${quoted}`],
        key: given.key,
      })
    },
  ],
  [
    'between',
    (given, { positional: [low, high] }) =>
      made('operator', [
        given,
        ' BETWEEN ',
        low ? asExpression(low) : null,
        ' AND ',
        high ? asExpression(high) : null,
      ]),
  ],
  ['startswith', (given, call) => pattern(given, call, (text) => `${text}%`)],
  ['endswith', (given, call) => pattern(given, call, (text) => `%${text}`)],
  ['as_string', (given) => textItem(given)],
])

function pattern(given: SqlExpression, call: HostCall, around: (text: string) => string): SaObject {
  const text = textIn(call.positional[0])
  return made('operator', [
    given,
    ' LIKE ',
    text === null ? null : { kind: 'value', value: around(text) },
  ])
}

function operatorMaker(given: SqlExpression, operator: string): SaObject {
  return construct('operator', ({ positional: [other] }) =>
    made('operator', [given, ` ${operator} `, other ? asExpression(other) : null]),
  )
}

/** `CAST(x AS type)` */
export function* castTo(
  given: SqlExpression | null,
  type: Value | undefined,
  machine: Machine,
): Steps<Value> {
  if (!given || !type) return inert('cast')
  const to = yield* resolveType(type, machine)
  if (to.kind === 'unknown-type') return inert('a cast to an unknown type')
  return made('function', ['CAST(', given, ' AS ', { kind: 'cast-type', type: to }, ')'])
}

/** `body['age']` is a part of a JSON value. */
function jsonItem(given: SqlExpression, key: Value): SaObject {
  const path =
    key.kind === 'tuple' || key.kind === 'list' ? itemsIn(key).map((one) => textIn(one)) : null
  if (path) {
    return made('operator', [given, ' #> ', { kind: 'value', value: `{${path.join(',')}}` }])
  }
  return made('operator', [given, ' -> ', asExpression(key)])
}

function textItem(given: SqlExpression): SaObject {
  const [left, arrow, right] = given.parts
  const textual = arrow === ' -> ' ? ' ->> ' : ' #>> '
  return made('operator', [left ?? null, textual, right ?? null])
}

const OPERATORS: ReadonlyMap<string, string> = new Map([
  ['==', ' = '],
  ['!=', ' != '],
  ['&', ' AND '],
  ['|', ' OR '],
  ['//', ' / '],
])

function operated(given: SqlExpression, { operator, other, reflected }: HostOperation): Value {
  if (operator === 'negative') return made('operator', ['-', given])
  if (operator === 'invert') return made('operator', ['NOT ', given])
  if (operator === 'positive') return expressionObject(given)
  const right = asExpression(other)
  const isNull = other.kind === 'none' || isNullExpression(right)
  if (isNull && operator === '==') return made('operator', [given, ' IS NULL'])
  if (isNull && operator === '!=') return made('operator', [given, ' IS NOT NULL'])
  const isText = operator === '+' && (isTextual(right) || isTextual(given))
  const infix = isText ? ' || ' : (OPERATORS.get(operator) ?? ` ${operator} `)
  return reflected
    ? made('operator', [right, infix, given])
    : made('operator', [given, infix, right])
}

function isNullExpression(given: SqlExpression | null): boolean {
  return given?.form === 'literal' && given.parts[0] === 'NULL'
}

function isTextual(given: SqlExpression | null): boolean {
  const [part] = given?.parts ?? []
  if (part === undefined || typeof part === 'string' || 'form' in part) return false
  if (part.kind === 'value') return typeof part.value === 'string'
  return (
    part.kind === 'column' &&
    part.type.kind === 'plain' &&
    /^(VARCHAR|TEXT|CHAR)/.test(part.type.sql)
  )
}

/** An argument as an expression; null where it is left out or not understood. */
export function expressionArgument(
  call: HostCall,
  index: number,
  name: string,
): SqlExpression | null {
  const value = argument(call, index, name)
  return value && asExpression(value)
}
