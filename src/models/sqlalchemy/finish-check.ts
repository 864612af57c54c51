import { joinSql, sql } from '../../sql/sql.ts'
import type { Value } from '../../python/value/value.ts'
import type { DeclaredConstraint } from '../declaration.ts'
import { listOf } from './column-list.ts'
import type { ColumnDraft, ConstraintDraft } from './drafts.ts'
import { asExpression } from './expression-object.ts'
import type { Finishing } from './finishing.ts'
import { nameOf } from './naming.ts'
import { flagIn, keyword, textIn } from './read-value.ts'
import { isUnknown } from './sa-object.ts'
import { columnsIn, expression, expressionText } from './sql-expression.ts'

/** A check as it is declared; null, and a gap, where it is not understood. */
export async function checkOf(
  draft: ConstraintDraft,
  finishing: Finishing,
): Promise<DeclaredConstraint | null> {
  const given = draft.expression
  const text = textIn(given)
  const made = text === null ? given && asExpression(given) : expression('text', [text])
  if (!made) {
    const reason = isUnknown(given) ? given.reason : 'the condition of this check is not understood'
    finishing.reading.gap(reason, draft.at, finishing.table.name)
    return null
  }
  const columns = draft.column ? [draft.column] : columnsIn(made)
  const options = draft.options
  const notValid =
    flagIn(keyword(options, 'postgresql_not_valid')) === true ? sql` not valid` : sql``
  return {
    kind: 'check',
    name: await nameOf('ck', { name: draft.name, columns }, finishing),
    definition: sql`check (${expressionText(made)})${notValid}`,
    at: draft.at,
    comment: textIn(keyword(options, 'comment')),
  }
}

/** An enum that is no type of PostgreSQL's may ask for a check. */
export async function typeCheck(
  column: ColumnDraft,
  finishing: Finishing,
): Promise<DeclaredConstraint | null> {
  const { type } = column
  if (type.kind !== 'enum' || type.isNative || !type.createConstraint) return null
  const labels = type.labels.map((label) => asExpression({ kind: 'str', value: label }))
  const texts = labels.flatMap((label) => (label ? [expressionText(label)] : []))
  const name: Value | null = type.name === null ? null : { kind: 'str', value: type.name }
  return {
    kind: 'check',
    name: await nameOf('ck', { name, columns: [column] }, finishing),
    definition: sql`check (${listOf([column])} in (${joinSql(texts, sql`, `)}))`,
    at: column.at,
    comment: null,
  }
}
