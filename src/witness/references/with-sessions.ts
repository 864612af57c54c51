import { existsSync } from 'node:fs'
import type { Session } from '../../postgres/session.ts'
import { openDatabase } from '../../run/open-database.ts'
import type { Run } from '../../run/opened.ts'
import type { Database } from '../../settings/application.ts'

/** Opens all databases that are there, does something with them, and closes them whatever happens. */
export async function withSessions<Result>(
  run: Run,
  databases: readonly Database[],
  work: (sessionOf: (database: string) => Session | null) => Promise<Result>,
): Promise<Result> {
  const sessions = new Map<string, Session>()
  try {
    for (const database of databases) {
      const { engine, name } = database
      if (engine.kind === 'embedded' && !existsSync(engine.folder)) continue
      sessions.set(name, await openDatabase({ database, environment: run.environment }))
    }
    return await work((name) => sessions.get(name) ?? null)
  } finally {
    for (const session of sessions.values()) await session.close()
  }
}
