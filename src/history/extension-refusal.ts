import { PostgresError } from '../postgres/postgres-error.ts'
import type { Session } from '../postgres/session.ts'
import { identifier } from '../sql/identifier.ts'
import { sql } from '../sql/sql.ts'
import type { Optional } from './revision.ts'

const installedQuery = 'select true as there from pg_catalog.pg_extension where extname = $1'

/**
 * Why an optional migration cannot be applied, in PostgreSQL's words; null where it can. Whether
 * an extension can be had depends on its files, on rights and on the provider's own rules, so it
 * is tried, and taken back. The session must not be in a transaction.
 */
export async function extensionRefusal(
  session: Session,
  optional: Optional,
): Promise<string | null> {
  const installed = await session.query(installedQuery, [optional.name])
  if (installed.length > 0) return null
  // Asked as questions, not run as work: a dry run asks too.
  try {
    await session.query('begin')
    await session.query(sql`create extension ${identifier(optional.name)} cascade`)
    return null
  } catch (error) {
    if (error instanceof PostgresError) return error.message
    throw error
  } finally {
    await session.query('rollback')
  }
}
