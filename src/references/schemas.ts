import type { Catalogue } from '../catalogue/catalogue.ts'
import type { Table } from '../catalogue/table.ts'
import type { QualifiedName } from '../catalogue/qualified-name.ts'
import type { ReferenceDoubt } from './reference.ts'

/** One database with its schema. */
export interface DatabaseSchema {
  readonly database: string
  readonly catalogue: Catalogue
  /** What went unread of the witness whose catalogue it is; left out where all was read. */
  readonly doubtOf?: DoubtOf
}

/**
 * Why a table may be otherwise than its witness says; null where it is not.
 *
 * @param lacks whether something of it is asked for that is not there, and not what is there
 */
export type DoubtOf = (table: QualifiedName, lacks: boolean) => ReferenceDoubt | null

/** Finds a table of a database; null where there is none. */
export function tableOf(
  schemas: readonly DatabaseSchema[],
  database: string,
  { schema, name }: QualifiedName,
): Table | null {
  const one = schemas.find((candidate) => candidate.database === database)
  return (
    one?.catalogue.tables.find((table) => table.schema === schema && table.name === name) ?? null
  )
}

/** The only column of a table's primary key; null where it has none or several. */
export function keyColumnOf({ constraints }: Table): string | null {
  const key = constraints.find(({ kind }) => kind === 'primary-key')
  if (key?.kind !== 'primary-key' || key.columns.length !== 1) return null
  return key.columns[0] ?? null
}

/** Whether columns are a key: the primary one, or unique. */
export function isKey({ constraints, indexes }: Table, columns: readonly string[]): boolean {
  const wanted = [...columns].sort().join('\0')
  const same = (names: readonly string[]): boolean => [...names].sort().join('\0') === wanted
  return (
    constraints.some(
      (one) => (one.kind === 'primary-key' || one.kind === 'unique') && same(one.columns),
    ) ||
    indexes.some(
      ({ unique, where, keys }) =>
        unique &&
        where === null &&
        same(keys.flatMap(({ on }) => (on.kind === 'column' ? [on.name] : []))),
    )
  )
}
