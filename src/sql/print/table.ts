import type { Constraint } from '../../catalogue/constraint.ts'
import type { QualifiedName } from '../../catalogue/qualified-name.ts'
import type { Table } from '../../catalogue/table.ts'
import { identifier, qualified } from '../identifier.ts'
import { joinSql, sql, type Sql } from '../sql.ts'
import { columnDefinition, columnSettings } from './column.ts'
import { addConstraint, constraintDefinition, isNotValid } from './constraint.ts'
import { inheritedSettings } from './inherited-column.ts'
import { isKey, keyContent } from './key-content.ts'
import { lines, list } from './name-list.ts'
import { nothing, optional, where } from './optional.ts'
import {
  storageParameterList,
  storageParameterNames,
  withStorageParameters,
} from './storage-parameters.ts'
import { printedText } from './printed-text.ts'

/**
 * Makes a table with its columns and constraints, as a child of the tables it inherits from. A
 * partition is made as a table of its own: `attachPartition` makes it one.
 *
 * @param parents those that it inherits from, in their order.
 */
export function createTable(table: Table, parents: readonly Table[] = []): readonly Sql[] {
  const columns = table.inherits.length === 0 ? table.columns : ownColumns(table)
  const own = table.constraints.filter((constraint) => !comesFromParent(table, constraint))
  const inline = own.filter((constraint) => isInline(constraint, own))
  const later = own.filter((constraint) => !inline.includes(constraint))
  const parts = [...columns.map(columnDefinition), ...inline.map(constraintDefinition)]
  const head = sql`create${where(table.persistence === 'unlogged', sql` unlogged`)} table`
  return [
    sql`${head} ${qualified(table)} ${lines(parts)}${clausesOf(table)}`,
    ...columns.flatMap((column) => columnSettings(table, column)),
    ...inheritedSettings(table, parents),
    ...later.flatMap((constraint) => addConstraint(table, constraint)),
  ]
}

/** Drops a table. */
export function dropTable(table: QualifiedName): readonly Sql[] {
  return [sql`drop table ${qualified(table)}`]
}

/** Sets storage parameters, given as `fillfactor=70`. */
export function setStorageParameters(
  table: QualifiedName,
  parameters: readonly string[],
): readonly Sql[] {
  return [sql`alter table ${qualified(table)} set ${storageParameterList(parameters)}`]
}

/** Sets storage parameters back to the server's own. */
export function resetStorageParameters(
  table: QualifiedName,
  parameters: readonly string[],
): readonly Sql[] {
  return [sql`alter table ${qualified(table)} reset ${storageParameterNames(parameters)}`]
}

/** Makes a table logged or unlogged, which writes it anew. */
export function setPersistence(
  table: QualifiedName,
  persistence: Table['persistence'],
): readonly Sql[] {
  const word = persistence === 'unlogged' ? sql`unlogged` : sql`logged`
  return [sql`alter table ${qualified(table)} set ${word}`]
}

/** Changes the access method, which writes a table anew. Since PostgreSQL 15. */
export function setAccessMethod(table: QualifiedName, method: string): readonly Sql[] {
  return [sql`alter table ${qualified(table)} set access method ${identifier(method)}`]
}

/** Makes a table a child of another one, whose columns and checks it must have. */
export function inherit(table: QualifiedName, parent: QualifiedName): readonly Sql[] {
  return [sql`alter table ${qualified(table)} inherit ${qualified(parent)}`]
}

/** Ends what {@link inherit} began. */
export function noInherit(table: QualifiedName, parent: QualifiedName): readonly Sql[] {
  return [sql`alter table ${qualified(table)} no inherit ${qualified(parent)}`]
}

function ownColumns({ columns }: Table): Table['columns'] {
  return columns.filter(({ inherited }) => !inherited)
}

/** Of keys that are alike `create table` makes one alone, and cannot leave a check untried. */
function isInline(constraint: Constraint, all: readonly Constraint[]): boolean {
  if (!isKey(constraint)) return !isNotValid(constraint)
  const content = keyContent(constraint)
  const alike = all.filter((other) => isKey(other) && keyContent(other) === content)
  return alike[0] === constraint
}

/** Only checks are inherited. Those of a partition are its own until it is attached. */
function comesFromParent(table: Table, constraint: Constraint): boolean {
  return table.inherits.length > 0 && constraint.kind === 'check' && constraint.inherited
}

function clausesOf(table: Table): Sql {
  const { inherits, partitionKey, storageParameters } = table
  return joinSql(
    [
      where(inherits.length > 0, sql` inherits ${list(inherits.map(qualified))}`),
      optional(partitionKey, (key) => sql` partition by ${printedText(key)}`),
      optional(accessMethodOf(table), (method) => sql` using ${identifier(method)}`),
      withStorageParameters(storageParameters),
    ],
    nothing,
  )
}

/** A plain table is a heap unless told otherwise; a partitioned one leaves it open. */
function accessMethodOf({ accessMethod, partitionKey }: Table): string | null {
  return partitionKey === null && accessMethod === 'heap' ? null : accessMethod
}
