import { UserError } from '../kernel/user-error.ts'
import type { Session } from '../postgres/session.ts'
import { missingRole, roleHint } from '../postgres/shadow-roles.ts'
import { executeStatements, type RefusedStatement } from './execute-statements.ts'
import { resetSession } from './reset-session.ts'
import type { SqlRevision } from './revision.ts'
import { asSentence, statementFailure } from './statement-failure.ts'
import { statementsOf } from './statements-of.ts'

/** A revision to be replayed, whole or up to a statement. */
export interface ReplayStep {
  readonly revision: SqlRevision
  /** How many statements of it; null for all. */
  readonly statements: number | null
}

/**
 * Runs revisions on an empty database, one after another. The parser has to be loaded.
 *
 * @throws UserError with the place of the statement that PostgreSQL refuses
 */
export async function replay(session: Session, steps: readonly ReplayStep[]): Promise<void> {
  for (const step of steps) {
    await replayOne(session, step)
    await resetSession(session)
  }
}

async function replayOne(session: Session, { revision, statements }: ReplayStep): Promise<void> {
  const all = statementsOf(revision, revision.up).slice(0, statements ?? undefined)
  const { refused } = await executeStatements({ session, transaction: 'own' }, all)
  if (refused !== null) throw replayFailure(revision, refused)
}

function replayFailure(revision: SqlRevision, { statement, error }: RefusedStatement): UserError {
  const name = `${revision.database}/${revision.id}`
  const role = missingRole(error)
  return new UserError(
    `The replay of "${name}" on the shadow failed: ${asSentence(error.message)}`,
    {
      code: 'replay-failed',
      ...statementFailure(revision, statement, error),
      hint: role === null ? OTHER_SHADOW : roleHint(role),
    },
  )
}

const OTHER_SHADOW =
  'The migration cannot be run on an empty database. If it needs an extension or a role of your server, give a shadow there: shadow: { url: … } in the settings file.'
