import { identifier } from '../identifier.ts'
import { literal } from '../literal.ts'
import { sql, type Sql } from '../sql.ts'

/**
 * Sets what the texts of a catalogue were printed under, so that PostgreSQL reads them as they were
 * meant: for the session, or up to the end of the transaction. Bodies of functions are taken as
 * they are, for what they use may come later.
 */
export function printedSettings(scope: 'session' | 'transaction'): readonly Sql[] {
  const set = scope === 'session' ? sql`set` : sql`set local`
  return settings.map(([name, value]) => sql`${set} ${identifier(name)} = ${literal(value)}`)
}

const settings: readonly (readonly [string, string])[] = [
  ['check_function_bodies', 'off'],
  ['search_path', ''],
  ['standard_conforming_strings', 'on'],
  ['datestyle', 'ISO, YMD'],
  ['intervalstyle', 'postgres'],
  ['timezone', 'UTC'],
  ['lc_monetary', 'C'],
  ['xmloption', 'content'],
  ['array_nulls', 'on'],
  ['transform_null_equals', 'off'],
  ['default_table_access_method', 'heap'],
  ['default_tablespace', ''],
]
