import { readFileSync } from 'node:fs'
import { UserError } from '../kernel/user-error.ts'
import type { RunContext } from './run-context.ts'

const tryQuery = readFileSync(new URL('./queries/try-runner-lock.sql', import.meta.url), 'utf8')
const holderQuery = readFileSync(
  new URL('./queries/runner-lock-holder.sql', import.meta.url),
  'utf8',
)

/** Milliseconds between two tries. */
const POLL = 200

interface Holder {
  readonly pid: number
  readonly application: string
  readonly since: string
}

/**
 * Takes the lock of which one run at a time holds one in each database; it falls with the session.
 *
 * It is polled, not queued for: a session that queues has a snapshot open, and another's `create
 * index concurrently` would wait for that, so that both would wait for ever.
 *
 * @throws UserError after `timeouts.wait` milliseconds, naming who holds it
 */
export async function takeRunnerLock(context: RunContext): Promise<void> {
  const { clock, progress, session, timeouts } = context
  const task = { lane: context.database, title: 'waiting for another run' }
  const start = clock.monotonic()
  let waiting = false
  for (;;) {
    const [row] = await session.query<{ taken: boolean }>(tryQuery)
    if (row?.taken === true) break
    const [holder] = await session.query<Holder>(holderQuery)
    // Nobody is to blame where the holder ended between the two questions: it is asked again.
    if (holder !== undefined && clock.monotonic() - start >= timeouts.wait) {
      throw lockedByAnother(context, holder)
    }
    if (!waiting) progress.started(task)
    waiting = true
    progress.advanced(task, { done: 0, total: null, detail: describe(holder) })
    await clock.sleep(POLL)
  }
  if (waiting) progress.finished(task, 'done', clock.monotonic() - start)
}

function describe(holder: Holder | undefined): string {
  if (holder === undefined) return 'it has just ended'
  return `process ${holder.pid} of "${holder.application}", since ${holder.since}`
}

function lockedByAnother(context: RunContext, holder: Holder): UserError {
  return new UserError(`Another run is at work on database "${context.database}".`, {
    code: 'runner-locked',
    details: [`It is held by ${describe(holder)}.`],
    hint: 'Wait for it to end, or give this run more time with `--wait 10min`.',
  })
}
