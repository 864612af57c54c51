import { identifier } from '../../sql/identifier.ts'
import { joinSql, sql, verbatim, type Sql } from '../../sql/sql.ts'
import type { Value } from '../../python/value/value.ts'
import type { DeclaredConstraint } from '../declaration.ts'
import { deferral, operatorClass, whereText } from './constraint-clauses.ts'
import type { ConstraintDraft } from './drafts.ts'
import { asExpression } from './expression-object.ts'
import { columnBy, type Finishing } from './finishing.ts'
import { itemsIn, keyword, textIn } from './read-value.ts'
import { elementText, expression } from './sql-expression.ts'

/** An exclusion as it is declared; null, and a gap, where it is not understood. */
export function exclusionOf(
  draft: ConstraintDraft,
  finishing: Finishing,
): DeclaredConstraint | null {
  const elements = draft.columns.map((pair) => exclusionElement(pair, draft, finishing))
  if (elements.includes(null)) {
    const { table, reading } = finishing
    reading.gap('an element of this exclusion is not understood', draft.at, table.name)
    return null
  }
  const texts = elements.filter((one) => one !== null)
  const using = verbatim(textIn(keyword(draft.options, 'using')) ?? 'gist')
  const where = whereText(keyword(draft.options, 'where'))
  return {
    kind: 'exclusion',
    name: textIn(draft.name),
    definition: sql`exclude using ${using} (${joinSql(texts, sql`, `)})${where}${deferral(draft.options)}`,
    at: draft.at,
    comment: null,
  }
}

function exclusionElement(
  pair: Value,
  { options }: ConstraintDraft,
  { table }: Finishing,
): Sql | null {
  const [what, operator] = itemsIn(pair)
  if (!what) return null
  const column = columnBy(table, what)
  const text = textIn(what)
  const made = text === null ? asExpression(what) : expression('text', [text])
  if (!column && !made) return null
  const written = column
    ? identifier(column.name ?? '')
    : elementText(made ?? expression('text', []))
  const opclass = operatorClass(keyword(options, 'ops'), column?.key ?? text)
  return sql`${written}${opclass} with ${verbatim(textIn(operator) ?? '=')}`
}
