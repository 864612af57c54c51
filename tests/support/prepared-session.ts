import pg from 'pg'
import { PostgresError } from '../../src/postgres/postgres-error.ts'
import type { Session } from '../../src/postgres/session.ts'
import { parseValue } from '../../src/postgres/values.ts'

/**
 * A session that prepares every query once: where the same questions are asked thousands of times,
 * to plan them takes longer than to answer them. To be closed by the caller.
 */
export async function preparedSession(url: string): Promise<Session> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  // The catalogues are small, and stay so.
  await client.query('set jit = off; set plan_cache_mode = force_generic_plan')
  const { rows } = await client.query<{ version: string }>(
    `select current_setting('server_version_num') as version`,
  )
  const names = new Map<string, string>()
  const nameOf = (text: string): string => {
    const name = names.get(text) ?? `query_${names.size}`
    names.set(text, name)
    return name
  }
  return {
    engine: 'server',
    serverVersion: Number(rows[0]?.version),
    run: async (text) => {
      await client.query(text).catch(rethrow)
    },
    async query<Row>(text: string, values: readonly unknown[] = []): Promise<readonly Row[]> {
      const types = { getTypeParser: parseValue }
      const result = await client
        .query({ name: nameOf(text), text, values: [...values], types })
        .catch(rethrow)
      return result.rows as readonly Row[]
    },
    onNotice: () => undefined,
    close: () => client.end(),
  }
}

function rethrow(error: unknown): never {
  if (!(error instanceof pg.DatabaseError)) throw error
  throw new PostgresError({ message: error.message, code: error.code ?? '' })
}
