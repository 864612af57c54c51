import { asSentence, statementFailure } from '../history/statement-failure.ts'
import { UserError } from '../kernel/user-error.ts'
import { PostgresError, sqlState } from '../postgres/postgres-error.ts'
import type { Statement } from '../sql/script.ts'
import type { SectionJob } from './section-job.ts'

/** What PostgreSQL said about a statement of a migration, with its place and the way out. */
export function migrationFailure(job: SectionJob, statement: Statement, error: unknown): unknown {
  if (!(error instanceof PostgresError)) return error
  const name = `${job.revision.database}/${job.revision.id}`
  return new UserError(`Migration "${name}" failed: ${asSentence(error.message)}`, {
    code: 'migration-failed',
    ...statementFailure(job.revision, statement, error),
    hint: wayOut(job, error),
  })
}

function wayOut(job: SectionJob, error: PostgresError): string {
  const again = `\`elenchus ${job.direction}\``
  if (error.code === sqlState.lockNotAvailable) {
    return `Another session holds a lock. Nothing was changed; run ${again} again when it has ended, or give it longer: --lock-timeout 10s.`
  }
  if (error.code === sqlState.unsafeNewEnumValue) {
    return 'A new label of an enum cannot be used in the transaction that adds it: move its use into a migration of its own.'
  }
  if (job.section.transaction) {
    return `Its transaction was rolled back. Correct the file and run ${again} again.`
  }
  return `The statements before it are done and recorded. Correct this one and run ${again} again: it goes on here.`
}
