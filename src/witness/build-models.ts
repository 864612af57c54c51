import { PostgresError } from '../postgres/postgres-error.ts'
import type { Session } from '../postgres/session.ts'
import type { DeclaredStatement } from '../models/ddl-of.ts'
import { sql } from '../sql/sql.ts'

/** A statement of the models that PostgreSQL refused. */
export interface Refusal {
  readonly statement: DeclaredStatement
  /** In PostgreSQL's words. */
  readonly message: string
  /** SQLSTATE. */
  readonly code: string
  readonly detail: string | null
}

/**
 * Runs what models declare on an empty database, one statement after another. What PostgreSQL refuses
 * is told, and the rest goes on.
 */
export async function buildModels(
  session: Session,
  statements: readonly DeclaredStatement[],
): Promise<readonly Refusal[]> {
  const refusals: Refusal[] = []
  await session.run('begin')
  for (const statement of statements) {
    const refusal = await attempt(session, statement)
    if (refusal) refusals.push(refusal)
  }
  await session.run('commit')
  return refusals
}

async function attempt(session: Session, statement: DeclaredStatement): Promise<Refusal | null> {
  await session.run('savepoint statement')
  try {
    await session.run(sql`${statement.sql}`)
    await session.run('release savepoint statement')
    return null
  } catch (error) {
    await session.run('rollback to savepoint statement')
    if (!(error instanceof PostgresError)) throw error
    const { message, code, fields } = error
    return { statement, message, code, detail: fields.detail ?? null }
  }
}
