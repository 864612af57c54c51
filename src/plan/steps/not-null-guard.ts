import type { QualifiedName } from '../../catalogue/qualified-name.ts'
import { identifier, qualified } from '../../sql/identifier.ts'
import { setNullable } from '../../sql/print/column.ts'
import { dropConstraint, validateConstraint } from '../../sql/print/constraint.ts'
import { sql, type Sql } from '../../sql/sql.ts'
import type { Planning } from './planning.ts'

/**
 * A check, for a while, that a column holds no null. Reads and writes go on while it is validated,
 * and it spares the scan that `set not null` would do under its lock (PostgreSQL 12,
 * https://www.postgresql.org/docs/current/sql-altertable.html).
 */
export interface NotNullGuard {
  readonly table: QualifiedName
  readonly column: string
  readonly name: string
}

/**
 * The guard of a column of a table.
 *
 * @param stand the column that is checked until it takes the place of the other one
 */
export function notNullGuard(
  { table, column }: { readonly table: QualifiedName; readonly column: string },
  { spareName }: Pick<Planning, 'spareName'>,
  stand: string = column,
): NotNullGuard {
  return { table, column: stand, name: spareName(column, 'is not null') }
}

/** Puts the guard up for rows to come. */
export function addGuard({ table, column, name }: NotNullGuard): Sql {
  const condition = sql`check (${identifier(column)} is not null) not valid`
  return sql`alter table ${qualified(table)} add constraint ${identifier(name)} ${condition}`
}

/** Holds the rows that are there to the guard. */
export function validateGuard({ table, name }: NotNullGuard): readonly Sql[] {
  return validateConstraint(table, { name })
}

/** Makes the column not null, and takes the guard away. */
export function replaceGuard({ table, column, name }: NotNullGuard): readonly Sql[] {
  return [
    ...setNullable(table, { name: column, nullable: false }),
    ...dropConstraint(table, { name }),
  ]
}
