import { onTestFinished } from 'vitest'
import type { Session } from '../../src/postgres/session.ts'
import { openSession } from './catalogue-session.ts'
import type { TestDatabase } from './test-database.ts'

/** A session that holds what it locked until it is told to let go. */
export interface Holder {
  readonly processId: number
  /** Commits and hangs up. May be called twice. */
  release(): Promise<void>
}

/** Runs statements in a transaction of another session and leaves it open. */
export async function holding(database: TestDatabase, statements: string): Promise<Holder> {
  const { session, processId } = await sessionOn(database)
  await session.run(`begin; ${statements}`)
  const release = (): Promise<void> => session.close()
  onTestFinished(release)
  return { processId, release }
}

/** A further session on a database, with its process on the server. The caller closes it. */
export async function sessionOn(
  database: TestDatabase,
): Promise<{ readonly session: Session; readonly processId: number }> {
  const session = await openSession(database.url)
  const [row] = await session.query<{ id: number }>('select pg_backend_pid() as id')
  return { session, processId: row?.id ?? 0 }
}

/** Waits until a process waits for a lock, or fails after ten seconds. */
export async function untilBlocked(database: TestDatabase, processId: number): Promise<void> {
  await until(
    database,
    `select true from pg_stat_activity
    where pid = ${processId} and wait_event_type = 'Lock'`,
  )
}

/** Waits until a query gives rows, or fails after ten seconds. */
export async function until(database: TestDatabase, query: string): Promise<void> {
  const deadline = performance.now() + 10_000
  while ((await database.run(query)).length === 0) {
    if (performance.now() > deadline) throw new Error(`it did not come: ${query}`)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

/**
 * Runs a statement, lets it wait for a lock that another transaction has, and cancels it there:
 * it leaves what it leaves when its server process is ended.
 */
export async function cutShort(
  database: TestDatabase,
  statement: string,
  blockedBy: string,
): Promise<void> {
  const holder = await holding(database, blockedBy)
  const { session, processId } = await sessionOn(database)
  const outcome = session.run(statement).then(() => 'done', String)
  await untilBlocked(database, processId)
  await database.run(`select pg_cancel_backend(${processId})`)
  const said = await outcome
  await session.close()
  await holder.release()
  if (!said.includes('canceling statement')) throw new Error(`it was not cut short: ${said}`)
}
