import { sql } from '../../sql/sql.ts'
import type { DeclaredConstraint } from '../declaration.ts'
import { listOf } from './column-list.ts'
import { deferral, distinctness, includeText } from './constraint-clauses.ts'
import type { ColumnDraft, ConstraintDraft } from './drafts.ts'
import { knownColumns, type Finishing } from './finishing.ts'
import { nameOf } from './naming.ts'
import { keyword, textIn } from './read-value.ts'

/** A unique constraint as it is declared; null where it has no columns that are known. */
export async function uniqueOf(
  draft: ConstraintDraft,
  finishing: Finishing,
): Promise<DeclaredConstraint | null> {
  const columns = knownColumns(draft.columns, finishing, draft.at)
  if (!columns || columns.length === 0) return null
  const include = keyword(draft.options, 'postgresql_include')
  const definition = sql`unique${distinctness(draft.options)} (${listOf(columns)})${includeText(include, finishing)}${deferral(draft.options)}`
  return {
    kind: 'unique',
    name: await nameOf('uq', { name: draft.name, columns }, finishing),
    definition,
    at: draft.at,
    comment: textIn(keyword(draft.options, 'comment')),
  }
}

/** The constraint that `unique=True` makes. */
export async function uniqueColumn(
  column: ColumnDraft,
  finishing: Finishing,
): Promise<DeclaredConstraint> {
  return {
    kind: 'unique',
    name: await nameOf('uq', { name: null, columns: [column] }, finishing),
    definition: sql`unique (${listOf([column])})`,
    at: column.at,
    comment: null,
  }
}
