import type { Extension } from '../../catalogue/schema.ts'
import { identifier } from '../identifier.ts'
import { sql, type Sql } from '../sql.ts'

/** Installs an extension, in the version that the server offers by itself. */
export function createExtension({ name, schema }: Extension): readonly Sql[] {
  return [sql`create extension ${identifier(name)} schema ${identifier(schema)}`]
}

/** Removes an extension with all that belongs to it. */
export function dropExtension({ name }: Pick<Extension, 'name'>): readonly Sql[] {
  return [sql`drop extension ${identifier(name)}`]
}

/** Moves an extension's objects to another schema. */
export function setExtensionSchema({ name, schema }: Extension): readonly Sql[] {
  return [sql`alter extension ${identifier(name)} set schema ${identifier(schema)}`]
}
