import type { Optional } from '../history/revision.ts'
import { PostgresError } from '../postgres/postgres-error.ts'
import { identifier } from '../sql/identifier.ts'
import { sql } from '../sql/sql.ts'
import type { RunContext } from './run-context.ts'

const installedQuery = 'select true as there from pg_catalog.pg_extension where extname = $1'

/**
 * Why an optional migration cannot be applied, in PostgreSQL's words; null where it can. Whether
 * an extension can be had depends on its files, on rights and on the provider's own rules, so it
 * is tried, and taken back.
 */
export async function whyNot(
  context: Pick<RunContext, 'session'>,
  optional: Optional,
): Promise<string | null> {
  const { session } = context
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
