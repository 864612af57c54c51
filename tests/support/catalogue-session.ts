import { onTestFinished } from 'vitest'
import { openEmbedded } from '../../src/embedded/open-embedded.ts'
import { Secret } from '../../src/kernel/secret.ts'
import type { LendShadow } from '../../src/plan/lend-shadow.ts'
import { connectServer } from '../../src/postgres/connect-server.ts'
import { parseAddress } from '../../src/postgres/server-address.ts'
import { majorVersion, type Session } from '../../src/postgres/session.ts'
import { testCache } from './test-cache.ts'
import { testDatabase } from './test-database.ts'
import type { Major } from './native-postgres.ts'

/** A session on a database of its own; both go when the test ends. */
export async function nativeSession(major: Major): Promise<Session> {
  const database = await testDatabase(major)
  return sessionAt(database.url)
}

/** Lends an empty database that is there, then further ones of the same major. */
export function nativeShadows(first: Session): LendShadow {
  let isLent = false
  return async (work) => {
    if (isLent) return work(await nativeSession(majorVersion(first) as Major))
    isLent = true
    return work(first)
  }
}

/** A further session on a database, closed when the test ends. */
export async function sessionAt(url: string): Promise<Session> {
  const session = await openSession(url)
  // Runs before the database is dropped, for the last to be added is the first to run.
  onTestFinished(() => session.close())
  return session
}

/** A session to be closed by the caller. */
export function openSession(url: string): Promise<Session> {
  return connectServer(parseAddress(new Secret(url)), {
    connectTimeout: 10_000,
    prepares: true,
  })
}

/** A session whose queries go another way, to see what happens then. */
export function sessionWithQuery(session: Session, query: Session['query']): Session {
  return {
    engine: session.engine,
    serverVersion: session.serverVersion,
    run: (text) => session.run(text),
    query,
    onNotice: (listener) => session.onNotice(listener),
    close: () => session.close(),
  }
}

/** A session on an embedded database of its own, in memory, which goes when the test ends. */
export async function pgliteSession(): Promise<Session> {
  const session = await openEmbedded({ folder: null, cache: testCache })
  onTestFinished(() => session.close())
  return session
}
