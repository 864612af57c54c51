import type { Session } from '../postgres/session.ts'

/**
 * Works in a read-only transaction, which is rolled back, with at most half a minute for each
 * statement; on the embedded engine, which does not know that limit, without one.
 */
export async function inReadOnly<Result>(
  session: Session,
  work: () => Promise<Result>,
): Promise<Result> {
  await session.run(begin)
  try {
    return await work()
  } finally {
    // On a lost connection this fails too, and the first error is the one to tell.
    await session.run('rollback').catch(() => undefined)
  }
}

const begin = `begin read only; set local statement_timeout = '30s'`
