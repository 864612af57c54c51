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

/** How many statements are sent together: to speak with the embedded engine takes time each time. */
const TOGETHER = 64

/**
 * Runs what models declare on an empty database, one statement after another. What PostgreSQL refuses
 * is made as far as it can be and told, and the rest goes on.
 */
export async function buildModels(
  session: Session,
  statements: readonly DeclaredStatement[],
): Promise<readonly Refusal[]> {
  const refusals: Refusal[] = []
  await session.run('begin')
  for (let from = 0; from < statements.length; from += TOGETHER) {
    refusals.push(...(await attempt(session, statements.slice(from, from + TOGETHER))))
  }
  await session.run('commit')
  return refusals
}

/** Where one of several is refused, they are halved until it is found. */
async function attempt(
  session: Session,
  statements: readonly DeclaredStatement[],
): Promise<readonly Refusal[]> {
  const refused = await refusalOf(session, statements)
  if (refused === null) return []
  const [only, ...others] = statements
  if (only !== undefined && others.length === 0) {
    const { message, code, fields } = refused
    // What is refused of it is told by the parts.
    if (only.inParts.length > 0) return attempt(session, only.inParts)
    return [{ statement: only, message, code, detail: fields.detail ?? null }]
  }
  const half = Math.ceil(statements.length / 2)
  const first = await attempt(session, statements.slice(0, half))
  return [...first, ...(await attempt(session, statements.slice(half)))]
}

async function refusalOf(
  session: Session,
  statements: readonly DeclaredStatement[],
): Promise<PostgresError | null> {
  const texts = statements.map((statement) => sql`${statement.sql}`)
  try {
    await session.run(
      ['savepoint statement', ...texts, 'release savepoint statement'].join('\n;\n'),
    )
    return null
  } catch (error) {
    if (!(error instanceof PostgresError)) throw error
    await session.run('rollback to savepoint statement')
    return error
  }
}
