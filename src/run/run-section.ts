import type { Task } from '../kernel/progress.ts'
import type { RevisionStatement } from '../history/statements-of.ts'
import { firstWords } from '../sql/first-words.ts'
import { runningOf } from '../sql/running-of.ts'
import type { StatementRun } from '../sql/statement-run.ts'
import { beforeRunning, isAlreadyDone, tidyAfterFailure } from './interrupted.ts'
import { withLockRetries } from './lock-retries.ts'
import { migrationFailure } from './migration-failure.ts'
import type { RunContext } from './run-context.ts'
import { recordMark, type JobMark, type SectionJob } from './section-job.ts'
import { aloneLockTimeout, beginMigration, sessionDefaults } from './session-defaults.ts'
import { watched } from './watch.ts'

/** A job on its way in a database. */
interface Walk {
  readonly context: RunContext
  readonly job: SectionJob
  readonly task: Task
  /** The clock's reading at the start. */
  readonly started: number
}

/**
 * Runs one section of a migration and records it in the ledger, in one transaction or statement by
 * statement as the section asks. The session is left as it was found.
 *
 * @returns milliseconds it took
 * @throws UserError with the place of the statement that failed
 */
export async function runSection(context: RunContext, job: SectionJob): Promise<number> {
  const task = { lane: context.database, title: job.revision.id }
  const walk = { context, job, task, started: context.clock.monotonic() }
  context.progress.started(task)
  try {
    // An empty section has no statement whose row could be the last one.
    const whole = job.section.transaction || job.statements.length === 0
    await (whole ? runWhole(walk) : runStepwise(walk))
    context.progress.finished(task, 'done', elapsed(walk))
  } catch (error) {
    context.progress.finished(task, 'failed', elapsed(walk))
    throw error
  }
  return elapsed(walk)
}

async function runWhole(walk: Walk): Promise<void> {
  const { context, job } = walk
  await runTransaction(walk, { from: 0, to: job.statements.length })
  await context.session.run(sessionDefaults(context.session.engine, context.timeouts))
}

/** Some statements of a job, by their places in the list. */
interface Stretch {
  readonly from: number
  readonly to: number
}

/** One transaction: the statements and the ledger's row for them. */
async function runTransaction(walk: Walk, { from, to }: Stretch): Promise<void> {
  const { context, job, task } = walk
  const { session, timeouts } = context
  await withLockRetries(context, task, async () => {
    try {
      await session.run(beginMigration(timeouts))
      for (let at = from; at < to; at += 1) await runStatement(walk, at)
      // A migration may have taken another role, which need not have a right to the ledger.
      await session.run(`reset role; ${recordMark(job, markOf(walk, to))}; commit`)
    } catch (error) {
      await session.run('rollback').catch(() => undefined)
      throw error
    }
  })
}

async function runStepwise(walk: Walk): Promise<void> {
  const { context, job } = walk
  const { session, timeouts } = context
  const defaults = sessionDefaults(session.engine, timeouts)
  try {
    await restoreSettings(walk)
    const start = await afterInterruption(walk)
    for (let at = start; at < job.statements.length; at += 1) {
      const running = runningAt(job, at)
      if (runsInTransaction(running)) await runTransaction(walk, { from: at, to: at + 1 })
      else await runAlone(walk, at, running)
    }
  } finally {
    await session.run(defaults).catch(() => undefined)
  }
}

/** A resumed migration may stand on settings that its first statements made in their session. */
async function restoreSettings({ context, job }: Walk): Promise<void> {
  for (let at = 0; at < job.done; at += 1) {
    const text = job.statements[at]?.text
    if (text !== undefined && runningAt(job, at).kind === 'session-setting') {
      await context.session.run(text)
    }
  }
}

/** Where to go on: a statement in doubt may turn out to be done. */
async function afterInterruption(walk: Walk): Promise<number> {
  const { context, job } = walk
  if (!job.inDoubt) return job.done
  if (!(await isAlreadyDone(context, job, runningAt(job, job.done)))) return job.done
  await context.session.run(recordMark(job, markOf(walk, job.done + 1)))
  return job.done + 1
}

/** Runs a statement that cannot share a transaction with its row: the row says so while it runs. */
async function runAlone(walk: Walk, at: number, running: StatementRun): Promise<void> {
  const { context, job, task } = walk
  const { session } = context
  await session.run(recordMark(job, { ...markOf(walk, at), inDoubt: true }))
  await session.run(aloneLockTimeout(running, context.timeouts))
  const attempt = async (): Promise<void> => {
    await beforeRunning(context, job, running)
    await runStatement(walk, at)
  }
  try {
    // What commits as it goes may have done half of its work: it is not tried twice unasked.
    if (running.kind === 'may-commit') await attempt()
    else await withLockRetries(context, task, attempt)
  } catch (error) {
    // It has failed, so it is no longer in doubt; PostgreSQL may have left half an index.
    await tidyAfterFailure(context, running)
    await session.run(recordMark(job, markOf(walk, at))).catch(() => undefined)
    throw error
  }
  await session.run(recordMark(job, markOf(walk, at + 1)))
}

async function runStatement({ context, job, task }: Walk, at: number): Promise<void> {
  const statement = statementAt(job, at)
  const detail = firstWords(statement.text, 60)
  context.progress.advanced(task, { done: at, total: job.statements.length, detail })
  try {
    await watched(context, task, () => context.session.run(statement.text))
  } catch (error) {
    throw migrationFailure(job, statement, error)
  }
}

function markOf(walk: Walk, done: number): JobMark {
  return { done, inDoubt: false, milliseconds: elapsed(walk), release: walk.context.release }
}

function elapsed({ context, started }: Walk): number {
  return context.clock.monotonic() - started
}

function runningAt(job: SectionJob, at: number): StatementRun {
  return runningOf(statementAt(job, at).text)
}

function runsInTransaction(running: StatementRun): boolean {
  return running.kind === 'transactional' || running.kind === 'session-setting'
}

function statementAt(job: SectionJob, at: number): RevisionStatement {
  const statement = job.statements[at]
  if (statement === undefined) throw new RangeError(`no statement ${at} in ${job.revision.id}`)
  return statement
}
