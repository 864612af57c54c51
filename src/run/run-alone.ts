import type { StatementRun } from '../sql/statement-run.ts'
import { finishBegun, isTidyAfterFailure } from './interrupted.ts'
import { withLockRetries } from './lock-retries.ts'
import { placed, progressNote, runStatement, type Walk } from './section-walk.ts'
import { aloneLockTimeout } from './session-defaults.ts'

/** Runs a statement that cannot share a transaction with its row: the row says so while it runs. */
export async function runAlone(walk: Walk, at: number, running: StatementRun): Promise<void> {
  const { context, task } = walk
  const attempt = (): Promise<void> => attemptAlone(walk, at, running)
  // What commits as it goes may have done half of its work: it is not tried twice unasked.
  if (running.kind === 'may-commit') await attempt()
  else await withLockRetries(context, task, attempt)
  await context.session.run(progressNote(walk, { done: at + 1, inDoubt: false }))
}

async function attemptAlone(walk: Walk, at: number, running: StatementRun): Promise<void> {
  const { context } = walk
  const { session, timeouts } = context
  await session.run(progressNote(walk, { done: at, inDoubt: true }))
  await session.run(aloneLockTimeout(running, timeouts))
  try {
    const finished = await placed(walk, at, () => finishBegun(context, running))
    if (!finished) await runStatement(walk, at)
  } catch (error) {
    const inDoubt = !(await isTidyAfterFailure(context, running))
    // The failure itself is what the user has to hear of.
    await session.run(progressNote(walk, { done: at, inDoubt })).catch(() => undefined)
    throw error
  }
}
