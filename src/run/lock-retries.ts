import type { Task } from '../kernel/progress.ts'
import { PostgresError, sqlState } from '../postgres/postgres-error.ts'
import type { RunContext } from './run-context.ts'

/** Milliseconds before the first retry; each further one waits twice as long. */
const FIRST_PAUSE = 250

/** Milliseconds that no pause exceeds. */
const LONGEST_PAUSE = 15_000

/** A lock that was not to be had in time, and a deadlock that PostgreSQL ended at our cost. */
const retried: ReadonlySet<string> = new Set([sqlState.lockNotAvailable, sqlState.deadlockDetected])

/**
 * Runs a transaction, and runs it again after a pause where a lock was not to be had. While a
 * migration queues for a lock, all that comes after it queues behind it; so it queues shortly,
 * lets the traffic through, and comes back.
 *
 * @param attempt has to leave no transaction open, also when it fails
 */
export async function withLockRetries(
  context: RunContext,
  task: Task,
  attempt: () => Promise<void>,
): Promise<void> {
  const { timeouts, clock, progress } = context
  for (let tries = 0; ; tries += 1) {
    try {
      await attempt()
      return
    } catch (error) {
      if (tries >= timeouts.lockRetries || !isLockFault(error)) throw error
      const pause = pauseAfter(tries, context.random())
      const detail = `a lock was not to be had; try ${tries + 2} in ${(pause / 1000).toFixed(1)} s`
      progress.advanced(task, { done: 0, total: null, detail })
      await clock.sleep(pause)
    }
  }
}

/** Grows by doubling; the jitter of one half keeps two runs from meeting again and again. */
function pauseAfter(tries: number, random: number): number {
  const full = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** tries)
  return full / 2 + (full / 2) * random
}

/** A statement's failure carries PostgreSQL's error as its cause. */
function isLockFault(error: unknown): boolean {
  if (error instanceof PostgresError) return retried.has(error.code)
  return error instanceof Error && error.cause !== undefined && isLockFault(error.cause)
}
