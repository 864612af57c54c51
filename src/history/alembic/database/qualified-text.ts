import type {
  ColumnDraft,
  Part,
  SqlExpression,
  TableDraft,
} from '../../../models/sqlalchemy/drafts.ts'
import { asExpression } from '../../../models/sqlalchemy/expression-object.ts'
import { itemOf } from '../../../models/sqlalchemy/sa-object.ts'
import { columnsIn } from '../../../models/sqlalchemy/sql-expression.ts'
import { typeText } from '../../../models/sqlalchemy/type-text.ts'
import type { Value } from '../../../python/value/value.ts'
import { identifier } from '../../../sql/identifier.ts'
import { literal } from '../../../sql/literal.ts'
import { joinSql, sql, verbatim, type Sql } from '../../../sql/sql.ts'
import { nameIn } from '../operations/read-arguments.ts'

/** Conditions with `and` between them; null where one is not understood. */
export function conditionText(conditions: readonly Value[]): Sql | null {
  const texts: Sql[] = []
  for (const condition of conditions) {
    const given = itemOf(condition)?.kind === 'inert' ? null : asExpression(condition)
    if (!given) return null
    texts.push(sql`(${qualifiedText(given)})`)
  }
  return joinSql(texts, sql` and `)
}

/** An expression with the tables of its columns. */
export function qualifiedText(given: SqlExpression): Sql {
  return joinSql(given.parts.map(qualifiedPart), sql``)
}

function qualifiedPart(part: Part): Sql {
  if (typeof part === 'string') return verbatim(part)
  if ('form' in part) {
    return part.form === 'operator' ? sql`(${qualifiedText(part)})` : qualifiedText(part)
  }
  switch (part.kind) {
    case 'column':
      return qualifiedColumn(part)
    case 'cast-type':
      return typeText(part.type) ?? sql`text`
    case 'value':
      return literal(part.value)
  }
}

function qualifiedColumn({ table, name, key }: ColumnDraft): Sql {
  const own = identifier(name ?? key ?? '?')
  return table ? sql`${nameIn(table.schema, table.name)}.${own}` : own
}

/** The tables that expressions name. */
export function tablesIn(expressions: readonly SqlExpression[]): readonly TableDraft[] {
  const found = expressions.flatMap((one) => columnsIn(one).flatMap(({ table }) => table ?? []))
  return [...new Set(found)]
}
