import type { Schema } from '../../catalogue/schema.ts'
import { identifier } from '../identifier.ts'
import { sql, type Sql } from '../sql.ts'

/** Makes a schema. */
export function createSchema({ name }: Pick<Schema, 'name'>): readonly Sql[] {
  return [sql`create schema ${identifier(name)}`]
}

/** Drops a schema, which must be empty. */
export function dropSchema({ name }: Pick<Schema, 'name'>): readonly Sql[] {
  return [sql`drop schema ${identifier(name)}`]
}
