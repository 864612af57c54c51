import { asSentence, factsOf } from '../history/statement-failure.ts'
import type { History } from '../history/revision.ts'
import { UserError } from '../kernel/user-error.ts'
import { PostgresError, sqlState } from '../postgres/postgres-error.ts'

/**
 * What a database refused of our own statements, which are about the ledger, locks and catalogues:
 * mostly a missing right. Other errors are given back as they are.
 *
 * @param kind of the database's history, for the way out
 */
export function databaseRefusal(
  database: string,
  error: unknown,
  kind: History['kind'] = 'sql',
): unknown {
  if (!(error instanceof PostgresError)) return error
  return new UserError(`Database "${database}" refused: ${asSentence(error.message)}`, {
    code: error.code === sqlState.insufficientPrivilege ? 'missing-right' : 'database-refused',
    details: factsOf(error),
    hint: error.code === sqlState.insufficientPrivilege ? rightsHints[kind] : undefined,
    cause: error,
  })
}

const rightsHints: Readonly<Record<History['kind'], string>> = {
  sql: 'The role needs a schema of its own for the ledger: grant create on database … to …; where another role made the ledger: grant usage on schema elenchus to …; grant all on elenchus.ledger to …',
  alembic:
    "The role has to read Alembic's table, and to write it where revisions are run: grant select, insert, update, delete on alembic_version to …",
}
