import { joinSql, sql, verbatim, type Sql } from '../../sql/sql.ts'
import type { Value } from '../../python/value/value.ts'
import { listOf } from './column-list.ts'
import { asExpression } from './expression-object.ts'
import { columnBy, type Finishing } from './finishing.ts'
import { flagIn, itemsIn, keyword, textIn } from './read-value.ts'
import { expression, expressionText } from './sql-expression.ts'

/** `nulls not distinct`, where it was asked for. */
export function distinctness(options: ReadonlyMap<string, Value>): Sql {
  const given = flagIn(keyword(options, 'postgresql_nulls_not_distinct'))
  return given === true ? sql` nulls not distinct` : sql``
}

/** `include (…)`, where it was asked for. */
export function includeText(include: Value | null, { table }: Finishing): Sql {
  const columns = itemsIn(include)
    .map((one) => columnBy(table, one))
    .filter((one) => one !== null)
  return columns.length === 0 ? sql`` : sql` include (${listOf(columns)})`
}

/** `deferrable initially deferred`, as far as it was asked for, with a space before each word. */
export function deferral(options: ReadonlyMap<string, Value>): Sql {
  return joinSql(
    deferralWords(options).map((one) => sql` ${one}`),
    sql``,
  )
}

/** The same in words. */
export function deferralWords(options: ReadonlyMap<string, Value>): readonly Sql[] {
  const deferrable = flagIn(keyword(options, 'deferrable'))
  const initially = textIn(keyword(options, 'initially'))
  const found: Sql[] = []
  if (deferrable !== null) found.push(deferrable ? sql`deferrable` : sql`not deferrable`)
  if (initially !== null) {
    const isDeferred = /deferred/i.test(initially)
    found.push(isDeferred ? sql`initially deferred` : sql`initially immediate`)
  }
  return found
}

/** `where (…)`, where there is a condition. */
export function whereText(value: Value | null): Sql {
  const text = textIn(value)
  const made = text === null ? value && asExpression(value) : expression('text', [text])
  return made ? sql` where (${expressionText(made)})` : sql``
}

/** The operator class of an element, by its key. */
export function operatorClass(ops: Value | null, key: string | null): Sql {
  if (ops?.kind !== 'dict' || key === null) return sql``
  for (const [name, value] of ops.entries.values()) {
    if (textIn(name) === key) return sql` ${verbatim(textIn(value) ?? '')}`
  }
  return sql``
}
