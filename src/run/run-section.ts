import { stretchesOf, type Stretch } from '../history/stretches.ts'
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
 * Runs one section of a migration and records it in the ledger, each block in one transaction or
 * statement by statement as it asks. The session is left as it was found.
 *
 * @returns milliseconds it took
 * @throws UserError with the place of the statement that failed
 */
export async function runSection(context: RunContext, job: SectionJob): Promise<number> {
  const task = { lane: context.database, title: job.revision.id }
  const walk = { context, job, task, started: context.clock.monotonic() }
  context.progress.started(task)
  try {
    await runAll(walk)
    context.progress.finished(task, 'done', elapsed(walk))
  } catch (error) {
    context.progress.finished(task, 'failed', elapsed(walk))
    throw error
  }
  return elapsed(walk)
}

async function runAll(start: Walk): Promise<void> {
  const { session, timeouts } = start.context
  const defaults = sessionDefaults(session.engine, timeouts)
  try {
    await restoreSettings(start)
    const walk = await afterInterruption(start)
    const { statements, done } = walk.job
    for (const stretch of stretchesOf(statements, done)) await runStretch(walk, stretch)
  } catch (error) {
    await session.run(defaults).catch(() => undefined)
    throw error
  }
  await session.run(defaults)
}

async function runStretch(walk: Walk, stretch: Stretch): Promise<void> {
  const { from, together } = stretch
  const running = together ? null : runningAt(walk.job, from)
  if (running === null || runsInTransaction(running)) await runTransaction(walk, stretch)
  else await runAlone(walk, from, running)
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

/** From where to go on: a statement in doubt may turn out to be done. */
async function afterInterruption(walk: Walk): Promise<Walk> {
  const { context, job } = walk
  if (!job.inDoubt) return walk
  const isDone = await isAlreadyDone(context, job, runningAt(job, job.done))
  const done = isDone ? job.done + 1 : job.done
  if (isDone) await context.session.run(progressNote(walk, { done, inDoubt: false }))
  return { ...walk, job: { ...job, done, inDoubt: false } }
}

function runsInTransaction(running: StatementRun): boolean {
  return running.kind === 'transactional' || running.kind === 'session-setting'
}
