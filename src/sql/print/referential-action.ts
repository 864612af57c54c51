import type { ForeignKey, ReferentialAction } from '../../catalogue/constraint.ts'
import { sql, type Sql } from '../sql.ts'
import { nameList } from './name-list.ts'
import { nothing, where } from './optional.ts'

/** ` match full`, or nothing for the default. */
export function matchOf(match: ForeignKey['match']): Sql {
  switch (match) {
    case 'simple':
      return nothing
    case 'full':
      return sql` match full`
    case 'partial':
      return sql` match partial`
  }
}

/** ` on update cascade`, or nothing for the default. */
export function updateOf(action: ReferentialAction): Sql {
  return action === 'no-action' ? nothing : sql` on update ${wordOf(action)}`
}

/** ` on delete set null (a, b)`, or nothing for the default. */
export function deletionOf(action: ReferentialAction, columns: readonly string[]): Sql {
  if (action === 'no-action') return nothing
  return sql` on delete ${wordOf(action)}${where(columns.length > 0, sql` ${nameList(columns)}`)}`
}

function wordOf(action: ReferentialAction): Sql {
  switch (action) {
    case 'no-action':
      return sql`no action`
    case 'restrict':
      return sql`restrict`
    case 'cascade':
      return sql`cascade`
    case 'set-null':
      return sql`set null`
    case 'set-default':
      return sql`set default`
  }
}
