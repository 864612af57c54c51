import type { QualifiedName } from '../../catalogue/qualified-name.ts'
import { identifier, qualified } from '../identifier.ts'
import { sql, type Sql } from '../sql.ts'

/** Gives a type another name in its schema. */
export function renameType(type: QualifiedName, to: string): readonly Sql[] {
  return [sql`alter type ${qualified(type)} rename to ${identifier(to)}`]
}

/** Gives a sequence another name in its schema. */
export function renameSequence(sequence: QualifiedName, to: string): readonly Sql[] {
  return [sql`alter sequence ${qualified(sequence)} rename to ${identifier(to)}`]
}

/** Gives an index another name in its schema. */
export function renameIndex(index: QualifiedName, to: string): readonly Sql[] {
  return [sql`alter index ${qualified(index)} rename to ${identifier(to)}`]
}

/** Gives a table another name in its schema. */
export function renameTable(table: QualifiedName, to: string): readonly Sql[] {
  return [sql`alter table ${qualified(table)} rename to ${identifier(to)}`]
}

/** Gives a column another name. */
export function renameColumn(table: QualifiedName, from: string, to: string): readonly Sql[] {
  return [
    sql`alter table ${qualified(table)} rename column ${identifier(from)} to ${identifier(to)}`,
  ]
}

/** Gives a constraint, and the index behind it, another name. */
export function renameConstraint(table: QualifiedName, from: string, to: string): readonly Sql[] {
  return [
    sql`alter table ${qualified(table)} rename constraint ${identifier(from)} to ${identifier(to)}`,
  ]
}

/** Gives a view another name in its schema. */
export function renameView(view: QualifiedName, to: string): readonly Sql[] {
  return [sql`alter view ${qualified(view)} rename to ${identifier(to)}`]
}

/** Gives a materialised view another name in its schema. */
export function renameMaterializedView(view: QualifiedName, to: string): readonly Sql[] {
  return [sql`alter materialized view ${qualified(view)} rename to ${identifier(to)}`]
}

/** Gives a trigger another name. */
export function renameTrigger(table: QualifiedName, from: string, to: string): readonly Sql[] {
  return [sql`alter trigger ${identifier(from)} on ${qualified(table)} rename to ${identifier(to)}`]
}

/** Gives a row security policy another name. */
export function renamePolicy(table: QualifiedName, from: string, to: string): readonly Sql[] {
  return [sql`alter policy ${identifier(from)} on ${qualified(table)} rename to ${identifier(to)}`]
}
