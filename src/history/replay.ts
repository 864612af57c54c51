import { UserError } from '../kernel/user-error.ts'
import { PostgresError } from '../postgres/postgres-error.ts'
import type { Session } from '../postgres/session.ts'
import { missingRole, roleHint, withRoles } from '../postgres/shadow-roles.ts'
import type { Statement } from '../sql/script.ts'
import type { Revision } from './revision.ts'
import { asSentence, statementFailure } from './statement-failure.ts'
import { statementsOf } from './statements-of.ts'
import { stretchesOf } from './stretches.ts'

/** A revision to be replayed, whole or up to a statement. */
export interface ReplayStep {
  readonly revision: Revision
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
    // A migration may have set its own search path, which the next must not inherit.
    await session.run('reset all; reset session authorization')
  }
}

async function replayOne(session: Session, { revision, statements }: ReplayStep): Promise<void> {
  const all = statementsOf(revision, revision.up).slice(0, statements ?? undefined)
  for (const { from, to, together } of stretchesOf(all, 0)) {
    const stretch = all.slice(from, to)
    let current = stretch[0]
    const attempt = async (): Promise<void> => {
      if (together) await session.run('begin')
      for (const statement of stretch) {
        current = statement
        await undoneIfRefused(session, statement.text, together)
      }
      if (together) await session.run('commit')
    }
    try {
      await withRoles(session, attempt)
    } catch (error) {
      throw current === undefined ? error : replayFailure(revision, current, error)
    }
  }
}

async function undoneIfRefused(session: Session, text: string, together: boolean): Promise<void> {
  try {
    await session.run(text)
  } catch (error) {
    if (together) await session.run('rollback')
    throw error
  }
}

function replayFailure(revision: Revision, statement: Statement, error: unknown): unknown {
  if (!(error instanceof PostgresError)) return error
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
