import { identifier } from '../../sql/identifier.ts'
import { joinSql, sql, type Sql } from '../../sql/sql.ts'
import type { ColumnDraft } from './drafts.ts'

/** Names of columns with commas between them. */
export function listOf(columns: readonly ColumnDraft[]): Sql {
  return joinSql(
    columns.map((one) => identifier(one.name ?? '')),
    sql`, `,
  )
}
