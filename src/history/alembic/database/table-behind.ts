import type { TableDraft } from '../../../models/sqlalchemy/drafts.ts'
import { mappedTableOf } from '../../../models/sqlalchemy/map-class.ts'
import { itemOfKind } from '../../../models/sqlalchemy/sa-object.ts'
import type { Value } from '../../../python/value/value.ts'

/** The table that a value is, or that a class is mapped to; null for all else. */
export function tableBehind(value: Value): TableDraft | null {
  const table = itemOfKind(value, 'table')
  if (table) return table
  if (value.kind !== 'class') return null
  return itemOfKind(value.attributes.get('__table__'), 'table') ?? mappedTableOf(value)
}
