import { PostgresError } from '../postgres/postgres-error.ts'
import type { Session } from '../postgres/session.ts'
import { UserError } from '../kernel/user-error.ts'
import { splitScript } from '../sql/split-script.ts'
import type { PlannedPreflight } from './plan.ts'
import { inReadOnly } from './read-only.ts'
import type { AnsweredPreflight } from './surveyed-plan.ts'

/**
 * Asks a preflight query in a read-only transaction of its own. It may come from a file that a
 * stranger has edited, so it is asked as a part of a query: nothing but a single `select` can be one.
 *
 * @throws UserError where the connection is lost
 */
export async function answerPreflight(
  session: Session,
  preflight: PlannedPreflight,
): Promise<AnsweredPreflight> {
  const query = queryOf(preflight)
  if (query === null) return notAnswered(preflight, 'It is not one query.')
  try {
    const rows = await inReadOnly(session, () => session.query<{ count: unknown }>(query))
    const count = Number(rows[0]?.count ?? Number.NaN)
    if (!Number.isFinite(count)) return notAnswered(preflight, 'It gives no number.')
    return { ...preflight, count, failure: null }
  } catch (error) {
    if (error instanceof PostgresError) return notAnswered(preflight, error.message)
    throw error
  }
}

function notAnswered(preflight: PlannedPreflight, failure: string): AnsweredPreflight {
  return { ...preflight, count: null, failure }
}

/**
 * Null where the text is more or less than one statement. The column gets its name here: where there
 * is none of that name, `preflight.count` is a call of the aggregate.
 */
function queryOf({ sql }: PlannedPreflight): string | null {
  const statement = onlyStatement(sql)
  return statement === null
    ? null
    : `select preflight.count from (\n${statement}\n) preflight (count)`
}

function onlyStatement(text: string): string | null {
  try {
    const { statements, metaCommands } = splitScript(text, 'preflight')
    const [first, ...others] = statements
    return others.length + metaCommands.length === 0 ? (first?.text ?? null) : null
  } catch (error) {
    if (error instanceof UserError) return null
    throw error
  }
}
