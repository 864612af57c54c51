import { asSentence, statementFailure } from '../history/statement-failure.ts'
import type { RevisionStatement } from '../history/statements-of.ts'
import { stretchesOf } from '../history/stretches.ts'
import { UserError } from '../kernel/user-error.ts'
import { PostgresError, sqlState } from '../postgres/postgres-error.ts'
import type { SectionJob } from './section-job.ts'

/** What PostgreSQL said about a statement of a migration, with its place and the way out. */
export function migrationFailure(
  job: SectionJob,
  statement: RevisionStatement,
  error: unknown,
): unknown {
  if (!(error instanceof PostgresError)) return error
  const name = `${job.revision.database}/${job.revision.id}`
  return new UserError(`Migration "${name}" failed: ${asSentence(error.message)}`, {
    code: 'migration-failed',
    ...statementFailure(job.revision, statement, error),
    hint: wayOut(job, statement, error),
  })
}

function wayOut(job: SectionJob, statement: RevisionStatement, error: PostgresError): string {
  const again = `\`elenchus ${job.direction}\``
  const before = committedBefore(job, statement)
  if (error.code === sqlState.lockNotAvailable) {
    const stands = before === 0 ? 'Nothing was changed' : `Of this migration ${standing(before)}`
    return `Another session holds a lock. ${stands}; run ${again} again when it has ended, or give it longer: --lock-timeout 10s.`
  }
  if (error.code === sqlState.unsafeNewEnumValue) {
    return `A new label of an enum cannot be used in the transaction that adds it: begin a block of its own for its use, with a further line "-- migrate:${job.direction}".`
  }
  if (!statement.block.transaction) {
    return `The statements before it are done and recorded. Correct this one and run ${again} again: it goes on here.`
  }
  if (before === 0) {
    return `Its transaction was rolled back. Correct the file and run ${again} again.`
  }
  return `Its block was rolled back; of the blocks before it ${standing(before)}. Correct this block and run ${again} again: it goes on here.`
}

function standing(count: number): string {
  return count === 1
    ? '1 statement is done and recorded'
    : `${count} statements are done and recorded`
}

/** How many of a job's statements stay done when this one fails. */
function committedBefore(job: SectionJob, statement: RevisionStatement): number {
  const at = job.statements.indexOf(statement)
  return stretchesOf(job.statements, job.done).find(({ to }) => at < to)?.from ?? at
}
