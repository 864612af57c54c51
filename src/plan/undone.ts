import type { Session } from '../postgres/session.ts'

/** Does something in a transaction that is rolled back. */
export async function undone<Result>(
  session: Session,
  work: () => Promise<Result>,
): Promise<Result> {
  await session.run('begin')
  try {
    return await work()
  } finally {
    await session.run('rollback')
  }
}
