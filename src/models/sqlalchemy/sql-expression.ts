import { identifier } from '../../sql/identifier.ts'
import { literal } from '../../sql/literal.ts'
import { joinSql, sql, verbatim, type Sql } from '../../sql/sql.ts'
import type { ColumnDraft, Part, SqlExpression } from './drafts.ts'
import { typeText } from './type-text.ts'

/** Makes an expression. */
export function expression(
  form: SqlExpression['form'],
  parts: readonly Part[],
  key: string | null = null,
): SqlExpression {
  return { form, parts, key }
}

/** A column as an expression. */
export function columnExpression(column: ColumnDraft): SqlExpression {
  return { form: 'column', parts: [column], key: column.key }
}

/** The expression as SQL, columns without their table. */
export function expressionText(given: SqlExpression): Sql {
  return joinSql(given.parts.map(partText), sql``)
}

/** The expression as it stands in an index: in parentheses unless it can do without. */
export function elementText(given: SqlExpression): Sql {
  if (given.form === 'ordered') {
    const [first, ...rest] = given.parts
    const inner = first && typeof first !== 'string' && 'form' in first ? elementText(first) : sql``
    return sql`${inner}${joinSql(rest.map(partText), sql``)}`
  }
  return given.form === 'operator' ? sql`(${expressionText(given)})` : expressionText(given)
}

function partText(part: Part): Sql {
  if (typeof part === 'string') return verbatim(part)
  if ('form' in part) {
    return part.form === 'operator' ? sql`(${expressionText(part)})` : expressionText(part)
  }
  switch (part.kind) {
    case 'column':
      return identifier(part.name ?? part.key ?? '?')
    case 'cast-type':
      return typeText(part.type) ?? sql`text`
    case 'value':
      return literal(part.value)
  }
}

/** All columns that an expression names. */
export function columnsIn(given: SqlExpression): readonly ColumnDraft[] {
  return given.parts.flatMap((part) => {
    if (typeof part === 'string') return []
    if ('form' in part) return columnsIn(part)
    return part.kind === 'column' ? [part] : []
  })
}
