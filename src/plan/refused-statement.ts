import { UserError } from '../kernel/user-error.ts'
import { sqlState, type PostgresError } from '../postgres/postgres-error.ts'

/** A statement that PostgreSQL refused though nothing could be learned from it: our fault. */
export class RefusedStatement extends Error {
  constructor(statement: string, cause: PostgresError) {
    super(`PostgreSQL refused a planned statement: ${cause.message}\n${statement}`, { cause })
    this.name = 'RefusedStatement'
  }
}

/** What a refusal of a planned statement is to be told as. */
export function refusal(statement: string, cause: PostgresError): RefusedStatement | UserError {
  if (cause.code !== sqlState.outOfMemory) return new RefusedStatement(statement, cause)
  return new UserError(
    'The server of the shadow has no room for all the locks of one transaction.',
    {
      code: 'shadow-out-of-locks',
      details: [statement, cause.message],
      hint: 'Name a server with a larger "max_locks_per_transaction" as "shadow.url" in the settings file.',
      cause,
    },
  )
}
