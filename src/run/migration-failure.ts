import { asSentence, statementFailure } from '../history/statement-failure.ts'
import type { RevisionStatement } from '../history/statements-of.ts'
import { stretchesOf } from '../history/stretches.ts'
import { UserError } from '../kernel/user-error.ts'
import { PostgresError, sqlState } from '../postgres/postgres-error.ts'
import { isPlanRow } from './ledger/plan-row.ts'
import type { SectionJob } from './section-job.ts'

/** What PostgreSQL said about a statement of a migration, with its place and the way out. */
export function migrationFailure(
  job: SectionJob,
  statement: RevisionStatement,
  error: unknown,
): unknown {
  if (!(error instanceof PostgresError)) return error
  return new UserError(`${subjectOf(job)} failed: ${asSentence(error.message)}`, {
    code: 'migration-failed',
    ...statementFailure(job.revision, statement, error),
    hint: wayOut(job, statement, error),
  })
}

function subjectOf({ revision }: SectionJob): string {
  const { database, id, file } = revision
  return isPlan(revision) ? `The plan "${file}"` : `Migration "${database}/${id}"`
}

function isPlan({ id }: SectionJob['revision']): boolean {
  return isPlanRow({ revision: id })
}

function wayOut(job: SectionJob, statement: RevisionStatement, error: PostgresError): string {
  const before = committedBefore(job, statement)
  if (isPlan(job.revision)) return wayOutOfPlan(job, before, error)
  const again = `\`elenchus ${job.direction}\``
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

/** A plan is not edited: its statements are proved as they are, and the data has to fit them. */
function wayOutOfPlan({ revision }: SectionJob, before: number, { code }: PostgresError): string {
  const again = `run \`elenchus run ${revision.file}\` again as before`
  const stands = before === 0 ? 'Nothing was changed' : `Of the plan ${standing(before)}`
  return code === sqlState.lockNotAvailable
    ? `Another session holds a lock. ${stands}; ${again} when it has ended, or give it longer: --lock-timeout 10s.`
    : `${stands}. Mend the data and ${again}: it goes on where it stood.`
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
