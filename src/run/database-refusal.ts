import { asSentence, factsOf } from '../history/statement-failure.ts'
import { UserError } from '../kernel/user-error.ts'
import { PostgresError, sqlState } from '../postgres/postgres-error.ts'

/**
 * What a database refused of our own statements, which are about the ledger, locks and catalogues:
 * mostly a missing right. Other errors are given back as they are.
 */
export function databaseRefusal(database: string, error: unknown): unknown {
  if (!(error instanceof PostgresError)) return error
  return new UserError(`Database "${database}" refused: ${asSentence(error.message)}`, {
    code: error.code === sqlState.insufficientPrivilege ? 'missing-right' : 'database-refused',
    details: factsOf(error),
    hint: error.code === sqlState.insufficientPrivilege ? rightsHint : undefined,
    cause: error,
  })
}

const rightsHint =
  'The role needs a schema of its own for the ledger: grant create on database … to …; where another role made the ledger: grant usage on schema elenchus to …; grant all on elenchus.ledger to …'
