import { afterAll, beforeAll } from 'vitest'
import type { Session } from '../../src/postgres/session.ts'

/** One session for all tests of a file: what they do is taken back. */
export function sessionOfFile(open: () => Promise<Session>): () => Session {
  let session: Session
  beforeAll(async () => {
    session = await open()
  })
  afterAll(() => session.close())
  return () => session
}
