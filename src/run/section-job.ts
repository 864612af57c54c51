import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { statementsOf, type RevisionStatement } from '../history/statements-of.ts'
import type { SqlRevision } from '../history/revision.ts'
import { UserError } from '../kernel/user-error.ts'
import type { Sql } from '../sql/sql.ts'
import type { Direction, LedgerRow } from './ledger/ledger-row.ts'
import { eraseRow, recordRow } from './ledger/record.ts'

/** One section of a migration that is to be run, from the statement at which it stands. */
export interface SectionJob {
  readonly database: string
  readonly revision: SqlRevision
  readonly direction: Direction
  /** Those of all its blocks, in the order in which they are run. */
  readonly statements: readonly RevisionStatement[]
  /** Statements that an earlier, interrupted run has done. */
  readonly done: number
  /** True where it is not known whether the statement after those is done. */
  readonly inDoubt: boolean
}

/** How far a job has come, for its row. */
export interface JobMark {
  readonly done: number
  readonly inDoubt: boolean
  /** Milliseconds so far. */
  readonly milliseconds: number
  readonly release: string
}

/**
 * Prepares a section to be run. The parser has to be loaded.
 *
 * @param row the ledger's row of the revision, if there is one
 * @throws UserError where an interrupted run was of other statements than the file has now
 */
export function sectionJob(
  revision: SqlRevision,
  direction: Direction,
  row: LedgerRow | null,
): SectionJob {
  const section = direction === 'up' ? revision.up : revision.down
  if (section === null) throw noWayDown(revision)
  const statements = statementsOf(revision, section)
  const { database } = revision
  const job = { database, revision, direction, statements }
  if (row?.state !== 'partial' || row.direction !== direction) {
    return { ...job, done: 0, inDoubt: false }
  }
  const resumed = { ...job, done: row.statements, inDoubt: row.inDoubt }
  if (fingerprintOf(resumed, row) !== row.done) throw changedBehind(revision, row)
  return resumed
}

/** The ledger's statement for how far a job has come: a row on the way, the last word at the end. */
export function recordMark(job: SectionJob, mark: JobMark): Sql {
  const finished = mark.done === job.statements.length && !mark.inDoubt
  if (finished && job.direction === 'down') return eraseRow(job.revision.id)
  return recordRow({
    revision: job.revision.id,
    checksum: job.revision.checksum,
    state: finished ? 'applied' : 'partial',
    direction: job.direction,
    statements: mark.done,
    done: finished ? null : fingerprintOf(job, { statements: mark.done, inDoubt: mark.inDoubt }),
    inDoubt: mark.inDoubt,
    reason: null,
    milliseconds: Math.round(mark.milliseconds),
    release: mark.release,
  })
}

/**
 * SHA-256 over the statements that are done. One in doubt counts with them: what it may have left
 * is looked for by what it says.
 */
function fingerprintOf(
  { statements }: Pick<SectionJob, 'statements'>,
  { statements: done, inDoubt }: Pick<LedgerRow, 'statements' | 'inDoubt'>,
): string {
  const texts = statements.slice(0, inDoubt ? done + 1 : done).map(({ text }) => text)
  return bytesToHex(sha256(utf8ToBytes(texts.join('\0'))))
}

function noWayDown(revision: SqlRevision): UserError {
  return new UserError(`Migration "${revision.database}/${revision.id}" has no way down.`, {
    code: 'no-down',
    at: { file: revision.file, line: 1, column: 1 },
    hint: 'Add "-- migrate:down" and its statements to the file.',
  })
}

function changedBehind(revision: SqlRevision, row: LedgerRow): UserError {
  const name = `${revision.database}/${revision.id}`
  const where = row.inDoubt
    ? `in statement ${row.statements + 1}`
    : `after statement ${row.statements}`
  return new UserError(
    `Migration "${name}" was interrupted ${where}, and has been edited up to there since.`,
    {
      code: 'checksum-changed',
      at: { file: revision.file, line: 1, column: 1 },
      details: [
        `in the ledger: ${row.checksum} (${row.statements} statements done)`,
        `in the file:   ${revision.checksum}`,
      ],
      hint: `Restore the statements up to there; the ones after them may be edited. If you have finished or undone it by hand, say so: \`elenchus stamp ${name}\` or \`elenchus stamp ${name} --forget\`.`,
    },
  )
}
