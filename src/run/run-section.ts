import type { StatementRun } from '../sql/statement-run.ts'
import { isAlreadyDone } from './interrupted.ts'
import { withLockRetries } from './lock-retries.ts'
import { runAlone } from './run-alone.ts'
import type { RunContext } from './run-context.ts'
import type { SectionJob } from './section-job.ts'
import {
  elapsed,
  placed,
  progressNote,
  runStatement,
  runningAt,
  type Walk,
} from './section-walk.ts'
import { beginMigration, sessionDefaults } from './session-defaults.ts'

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
  const { context, task } = walk
  const { session, timeouts } = context
  await withLockRetries(context, task, async () => {
    try {
      await session.run(beginMigration(timeouts))
      for (let at = from; at < to; at += 1) await runStatement(walk, at)
      await session.run(progressNote(walk, { done: to, inDoubt: false }))
      const commit = (): Promise<void> => session.run('commit')
      // Deferred constraints are checked only here.
      await (to > from ? placed(walk, to - 1, commit) : commit())
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
async function restoreSettings(walk: Walk): Promise<void> {
  const { context, job } = walk
  for (let at = 0; at < job.done; at += 1) {
    const text = job.statements[at]?.text
    if (text !== undefined && runningAt(job, at).kind === 'session-setting') {
      await placed(walk, at, () => context.session.run(text))
    }
  }
}

/** Where to go on: a statement in doubt may turn out to be done. */
async function afterInterruption(walk: Walk): Promise<number> {
  const { context, job } = walk
  if (!job.inDoubt) return job.done
  if (!(await isAlreadyDone(context, job, runningAt(job, job.done)))) return job.done
  const done = job.done + 1
  await context.session.run(progressNote(walk, { done, inDoubt: false }))
  return done
}

function runsInTransaction(running: StatementRun): boolean {
  return running.kind === 'transactional' || running.kind === 'session-setting'
}
