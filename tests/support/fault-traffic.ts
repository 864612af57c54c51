import { onTestFinished } from 'vitest'
import { openSession } from './catalogue-session.ts'
import type { TestDatabase } from './test-database.ts'

/** What somebody else's statements met with while a migration was under way. */
export interface TrafficReport {
  readonly statements: number
  /** The longest that one of them took, in milliseconds. */
  readonly longest: number
}

/** Statements of another session, one after another until it is stopped. */
export interface Traffic {
  stop(): Promise<TrafficReport>
}

/** Begins to send a statement again and again. */
export async function startTraffic(database: TestDatabase, statement: string): Promise<Traffic> {
  const session = await openSession(database.url)
  const stopped = new AbortController()
  const work = (async () => {
    let [statements, longest] = [0, 0]
    while (!stopped.signal.aborted) {
      const start = performance.now()
      await session.run(statement)
      statements += 1
      longest = Math.max(longest, performance.now() - start)
      await new Promise((resolve) => setTimeout(resolve, 2))
    }
    return { statements, longest }
  })()
  const stop = async (): Promise<TrafficReport> => {
    stopped.abort()
    const report = await work
    await session.close()
    return report
  }
  onTestFinished(async () => {
    await stop()
  })
  return { stop }
}
