import { join } from 'node:path'
import { openEmbedded } from '../../src/embedded/open-embedded.ts'
import { openSession } from './catalogue-session.ts'
import type { Major } from './native-postgres.ts'
import { testApplication, type TestApplication } from './test-application.ts'
import { testCache } from './test-cache.ts'
import { testDatabase } from './test-database.ts'

/** An application of the one database `auth`, and what stands in it. */
export interface Settled {
  readonly application: TestApplication
  /** Runs statements outside the code under test; gives the rows of the last. */
  ask(text: string): Promise<readonly Record<string, unknown>[]>
}

/** On an engine: a server of a major, or embedded. */
export type Where = Major | 'embedded'

/** Makes an application with the migration `001_m` on an engine. */
export async function settledOn(where: Where, text: string): Promise<Settled> {
  const migrations = { 'auth/001_m.sql': text }
  if (where === 'embedded') {
    const application = await testApplication({ auth: {} }, migrations)
    const folder = join(application.folder, '.elenchus/auth')
    return { application, ask: askOf(() => openEmbedded({ folder, cache: testCache })) }
  }
  const { url } = await testDatabase(where)
  const application = await testApplication({ auth: { url } }, migrations)
  return { application, ask: askOf(() => openSession(url)) }
}

function askOf(open: () => ReturnType<typeof openSession>): Settled['ask'] {
  return async (text) => {
    const session = await open()
    try {
      return await session.query<Record<string, unknown>>(text)
    } finally {
      await session.close()
    }
  }
}
