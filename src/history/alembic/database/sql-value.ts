import { itemsIn } from '../../../models/sqlalchemy/read-value.ts'
import { asExpression } from '../../../models/sqlalchemy/expression-object.ts'
import { itemOf } from '../../../models/sqlalchemy/sa-object.ts'
import { expressionText } from '../../../models/sqlalchemy/sql-expression.ts'
import type { Machine, Steps, Value } from '../../../python/value/value.ts'
import { literal } from '../../../sql/literal.ts'
import { joinSql, sql, verbatim, type Sql } from '../../../sql/sql.ts'

/** A value of the revision as SQL; null where it is not known or cannot be written. */
export function* sqlValue(value: Value, machine: Machine): Steps<Sql | null> {
  const inner = value.kind === 'instance' && value.payload ? value.payload : value
  if (inner.kind === 'list' || inner.kind === 'set') {
    return yield* arrayValue(itemsIn(inner), machine)
  }
  if (inner.kind === 'tuple') return yield* listValue(inner.items, machine)
  if (inner.kind === 'dict') return jsonValue(inner)
  if (inner.kind === 'instance') return yield* writtenValue(inner, machine)
  return inner.kind === 'host' ? hostValue(inner) : plainValue(inner)
}

function plainValue(value: Value): Sql | null {
  if (value.kind === 'none') return sql`null`
  if (value.kind === 'str' || value.kind === 'bool') return literal(value.value)
  if (value.kind === 'int') return verbatim(String(value.value))
  if (value.kind === 'bytes') return bytesValue(value.value)
  if (value.kind !== 'float') return null
  return Number.isFinite(value.value) ? literal(value.value) : literal(String(value.value))
}

function bytesValue(bytes: string): Sql {
  const digits = Array.from(bytes, (one) => one.charCodeAt(0).toString(16).padStart(2, '0'))
  return sql`${literal(`\\x${digits.join('')}`)}::bytea`
}

/** Dates, decimals and their like as they are written. */
function* writtenValue(value: Value, machine: Machine): Steps<Sql | null> {
  if (value.kind !== 'instance') return null
  const member = value.attributes.get('value')
  if (value.type.members && member) {
    const name = value.attributes.get('name')
    return yield* sqlValue(name ?? member, machine)
  }
  if (value.type.at !== null) return null
  return literal(yield* machine.text(value))
}

function* arrayValue(items: readonly Value[], machine: Machine): Steps<Sql | null> {
  const parts = yield* listed(items, machine)
  if (!parts) return null
  return parts.length === 0 ? sql`'{}'` : sql`array[${joinSql(parts, sql`, `)}]`
}

/** `(a, b)`, as after `in`. */
export function* listValue(items: readonly Value[], machine: Machine): Steps<Sql | null> {
  const parts = yield* listed(items, machine)
  return parts && sql`(${joinSql(parts.length === 0 ? [sql`null`] : parts, sql`, `)})`
}

function* listed(items: readonly Value[], machine: Machine): Steps<readonly Sql[] | null> {
  const parts: Sql[] = []
  for (const item of items) {
    const part = yield* sqlValue(item, machine)
    if (part === null) return null
    parts.push(part)
  }
  return parts
}

/** A document of JSON. */
export function jsonValue(value: Value): Sql | null {
  const json = plainJson(value)
  return json === undefined ? null : literal(JSON.stringify(json))
}

function plainJson(value: Value): unknown {
  if (value.kind === 'none') return null
  if (value.kind === 'str' || value.kind === 'bool' || value.kind === 'float') return value.value
  if (value.kind === 'int') return Number(value.value)
  if (value.kind === 'list' || value.kind === 'tuple') return value.items.map(plainJson)
  if (value.kind !== 'dict') return undefined
  return Object.fromEntries(
    [...value.entries.values()].map(([key, inner]) => [
      key.kind === 'str' ? key.value : String(plainJson(key)),
      plainJson(inner),
    ]),
  )
}

function hostValue(value: Value): Sql | null {
  if (itemOf(value)?.kind === 'inert') return null
  const given = asExpression(value)
  return given && expressionText(given)
}
