import { createLedger } from '../../src/run/ledger/read-ledger.ts'
import { recordMark, sectionJob, type JobMark } from '../../src/run/section-job.ts'
import type { Direction } from '../../src/run/ledger/ledger-row.ts'
import { loadParser } from '../../src/sql/parser.ts'
import type { Run } from '../../src/run/opened.ts'
import type { TestDatabase } from './test-database.ts'

/** How far a run came before it was interrupted. */
export interface Interruption {
  /** Statements that are done. */
  readonly done: number
  /** Whether the one after them was under way outside a transaction. */
  readonly inDoubt: boolean
  readonly direction?: Direction
}

/**
 * Writes the ledger's row as a run leaves it that was killed in a revision. Whatever its done
 * statements make in the database has to be made by the test.
 */
export async function interruptRevision(
  database: TestDatabase,
  revisionId: string,
  { run, done, inDoubt, direction = 'up' }: Interruption & { readonly run: Run },
): Promise<void> {
  await loadParser()
  const revision = run.order.find(({ id }) => id === revisionId)
  if (revision?.kind !== 'sql') throw new Error(`no revision ${revisionId}`)
  const mark: JobMark = { done, inDoubt, milliseconds: 1, release: 'killed' }
  const job = sectionJob(revision, direction, null)
  await database.run(`${createLedger}; ${recordMark(job, mark)}`)
}

/** The rows of the ledger, without what differs from run to run. */
export function ledgerOf(database: TestDatabase): Promise<readonly Record<string, unknown>[]> {
  return database.run(
    'select revision, state, direction, statements, in_doubt from elenchus.ledger order by 1',
  )
}
