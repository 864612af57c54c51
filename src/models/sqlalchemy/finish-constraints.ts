import type { DeclaredConstraint } from '../declaration.ts'
import type { ConstraintDraft } from './drafts.ts'
import { checkOf, typeCheck } from './finish-check.ts'
import { exclusionOf } from './finish-exclusion.ts'
import { columnKey, foreignKeyOf } from './finish-foreign-key.ts'
import { uniqueColumn, uniqueOf } from './finish-unique.ts'
import type { Finishing } from './finishing.ts'

/** All constraints but the primary key, in the order in which they were made. */
export async function constraintsOf(finishing: Finishing): Promise<readonly DeclaredConstraint[]> {
  const { table } = finishing
  const found: { readonly order: number; readonly made: DeclaredConstraint }[] = []
  const drafts = [...table.constraints, ...table.columns.flatMap((one) => one.checks)]
  for (const draft of drafts) {
    const made = draft.form === 'primary-key' ? null : await constraintOf(draft, finishing)
    if (made) found.push({ order: draft.order, made })
  }
  for (const column of table.columns) {
    for (const key of column.foreignKeys) {
      const made = await foreignKeyOf(columnKey(column, key), finishing)
      if (made) found.push({ order: key.order, made })
    }
    if (column.unique === true && column.index !== true) {
      found.push({ order: Infinity, made: await uniqueColumn(column, finishing) })
    }
    const check = await typeCheck(column, finishing)
    if (check) found.push({ order: Infinity, made: check })
  }
  return found
    .sort((one, other) => (one.order < other.order ? -1 : Number(one.order > other.order)))
    .map(({ made }) => made)
}

async function constraintOf(
  draft: ConstraintDraft,
  finishing: Finishing,
): Promise<DeclaredConstraint | null> {
  switch (draft.form) {
    case 'primary-key':
      return null
    case 'foreign-key':
      return foreignKeyOf(
        {
          columns: draft.columns,
          targets: draft.targets,
          options: draft.options,
          name: draft.name,
          at: draft.at,
        },
        finishing,
      )
    case 'unique':
      return uniqueOf(draft, finishing)
    case 'check':
      return checkOf(draft, finishing)
    case 'exclusion':
      return exclusionOf(draft, finishing)
  }
}
