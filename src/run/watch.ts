import { readFileSync } from 'node:fs'
import type { Step, Task } from '../kernel/progress.ts'
import type { Session } from '../postgres/session.ts'
import type { RunContext } from './run-context.ts'

const activityQuery = readFileSync(new URL('./queries/activity.sql', import.meta.url), 'utf8')

/** Milliseconds after which a statement counts as long, and between two looks at it. */
const INTERVAL = 1000

interface Activity {
  readonly waitEventType: string | null
  readonly blockers: readonly string[]
  readonly blockerApplications: string | null
  readonly phase: string | null
  readonly blocksDone: number | null
  readonly blocksTotal: number | null
  readonly rowsDone: number | null
  readonly rowsTotal: number | null
}

/**
 * Runs something in a session and, when it takes long, reports from a second one what it waits
 * for or how far an index has been built.
 *
 * Watching never fails what it watches: an observer that cannot be opened only sees nothing.
 */
export async function watched<T>(
  context: RunContext,
  task: Task,
  work: () => Promise<T>,
): Promise<T> {
  const { openObserver } = context
  if (openObserver === null) return work()
  const watch = new Watch(context, task, openObserver)
  try {
    return await work()
  } finally {
    await watch.end()
  }
}

class Watch {
  readonly #context: RunContext
  readonly #task: Task
  readonly #openObserver: () => Promise<Session>
  readonly #timer: NodeJS.Timeout
  #observer: Session | null = null
  #look: Promise<void> | null = null

  constructor(context: RunContext, task: Task, openObserver: () => Promise<Session>) {
    this.#context = context
    this.#task = task
    this.#openObserver = openObserver
    this.#timer = setInterval(() => {
      this.#look ??= this.#lookOnce().finally(() => {
        this.#look = null
      })
    }, INTERVAL)
  }

  async end(): Promise<void> {
    clearInterval(this.#timer)
    await this.#look
    await this.#observer?.close()
  }

  async #lookOnce(): Promise<void> {
    try {
      this.#observer ??= await this.#openObserver()
      const pid = this.#context.processId
      const [activity] = await this.#observer.query<Activity>(activityQuery, [pid])
      const step = activity === undefined ? null : stepOf(activity)
      if (step !== null) this.#context.progress.advanced(this.#task, step)
    } catch {
      clearInterval(this.#timer)
    }
  }
}

/** What an activity means to somebody who waits; null where there is nothing to tell. */
function stepOf(activity: Activity): Step | null {
  if (activity.blockers.length > 0) {
    const by = activity.blockerApplications ?? ''
    const who = `process ${activity.blockers.join(', ')}${by === '' ? '' : ` of "${by}"`}`
    return { done: 0, total: null, detail: `waiting for a lock held by ${who}` }
  }
  if (activity.phase === null) return null
  const inRows = (activity.rowsTotal ?? 0) > 0
  const done = (inRows ? activity.rowsDone : activity.blocksDone) ?? 0
  const total = (inRows ? activity.rowsTotal : activity.blocksTotal) ?? 0
  return { done, total: total > 0 ? total : null, detail: activity.phase }
}
