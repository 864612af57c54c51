import type { Task } from '../kernel/progress.ts'
import type { RevisionStatement } from '../history/statements-of.ts'
import { firstWords } from '../sql/first-words.ts'
import { runningOf } from '../sql/running-of.ts'
import { sql, type Sql } from '../sql/sql.ts'
import type { StatementRun } from '../sql/statement-run.ts'
import { migrationFailure } from './migration-failure.ts'
import type { RunContext } from './run-context.ts'
import { recordMark, type JobMark, type SectionJob } from './section-job.ts'
import { asOurselves } from './session-defaults.ts'
import { watched } from './watch.ts'

/** A job on its way in a database. */
export interface Walk {
  readonly context: RunContext
  readonly job: SectionJob
  readonly task: Task
  /** The clock's reading at the start. */
  readonly started: number
}

/** Milliseconds since a walk began. */
export function elapsed({ context, started }: Walk): number {
  return context.clock.monotonic() - started
}

/** Runs one statement and tells of it. A failure gets its place in the file. */
export async function runStatement(walk: Walk, at: number): Promise<void> {
  const { context, job, task } = walk
  const { text } = statementAt(job, at)
  const detail = firstWords(text, 60)
  context.progress.advanced(task, { done: at, total: job.statements.length, detail })
  await placed(walk, at, () => watched(context, task, () => context.session.run(text)))
}

/** Does something for a statement, so that what PostgreSQL says against it gets its place. */
export async function placed<T>({ job }: Walk, at: number, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw migrationFailure(job, statementAt(job, at), error)
  }
}

/** The statements that note how far a walk has come: they belong in one transaction. */
export function progressNote(walk: Walk, mark: Pick<JobMark, 'done' | 'inDoubt'>): Sql {
  const { release } = walk.context
  const row = recordMark(walk.job, { ...mark, milliseconds: elapsed(walk), release })
  return sql`${asOurselves}; ${row}`
}

/** How one statement of a job can be run. */
export function runningAt(job: SectionJob, at: number): StatementRun {
  return runningOf(statementAt(job, at).text)
}

function statementAt(job: SectionJob, at: number): RevisionStatement {
  const statement = job.statements[at]
  if (statement === undefined) throw new RangeError(`no statement ${at} in ${job.revision.id}`)
  return statement
}
