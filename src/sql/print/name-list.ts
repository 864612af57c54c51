import { identifier } from '../identifier.ts'
import { joinSql, sql, type Sql } from '../sql.ts'

/** Names of columns and the like in parentheses: `(id, "Order")`. */
export function nameList(names: readonly string[]): Sql {
  return list(names.map(identifier))
}

/** Parts in parentheses, on one line. */
export function list(parts: readonly Sql[]): Sql {
  return sql`(${joinSql(parts, sql`, `)})`
}

/** Parts in parentheses, each on a line of its own. */
export function lines(parts: readonly Sql[]): Sql {
  return parts.length === 0 ? sql`()` : sql`(\n  ${joinSql(parts, sql`,\n  `)}\n)`
}
