import { globPattern } from '../kernel/glob-pattern.ts'
import type { DeclaredTable } from '../models/declaration.ts'
import type { Models } from '../settings/application.ts'

/** `shared`: it belongs to a database whose migrations make it, and only these tell. */
export type Ownership = 'own' | 'shared' | 'other'

/** An entry of the settings, and the database that is asked about. */
export interface OwnershipQuestion {
  readonly entry: Models
  readonly database: string
  /** Names of all databases. */
  readonly names: readonly string[]
}

/** Whether a table belongs to a database: nothing ties it to another one of the application. */
export function ownershipOf(
  table: DeclaredTable,
  { entry, database, names }: OwnershipQuestion,
): Ownership {
  const { tables, sharedBy } = entry
  if (tables?.some((pattern) => isMeant(pattern, table)) === false) return 'other'
  const { database: tie } = table
  if (tie && names.includes(tie.database)) return tie.database === database ? 'own' : 'other'
  if (sharedBy.includes(database)) return 'shared'
  return entry.database === database ? 'own' : 'other'
}

/** A pattern without a schema means the default one. */
function isMeant(pattern: string, { schema, name }: DeclaredTable): boolean {
  const dot = pattern.indexOf('.')
  const wanted = dot < 0 ? 'public' : pattern.slice(0, dot)
  return (
    globPattern(wanted).test(schema ?? 'public') && globPattern(pattern.slice(dot + 1)).test(name)
  )
}
