import { UserError } from '../kernel/user-error.ts'
import { PostgresError } from '../postgres/postgres-error.ts'
import type { Session } from '../postgres/session.ts'
import type { Sql } from '../sql/sql.ts'

/**
 * Gives objects of a shadow their new names.
 *
 * @throws UserError where PostgreSQL refuses one
 */
export async function renameObjects(shadow: Session, renames: readonly Sql[]): Promise<void> {
  for (const rename of renames) {
    try {
      await shadow.run(rename)
    } catch (error) {
      if (!(error instanceof PostgresError)) throw error
      throw new UserError(`PostgreSQL refuses "${rename}": ${error.message}.`, {
        code: 'rename-refused',
        hint: 'Of two renames that pass a name on, give the one that frees it first.',
        cause: error,
      })
    }
  }
}
