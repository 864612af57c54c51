import { UserError } from '../kernel/user-error.ts'
import { identifier } from '../sql/identifier.ts'
import { sql, type Sql } from '../sql/sql.ts'
import { PostgresError, sqlState } from './postgres-error.ts'
import type { Session } from './session.ts'

/**
 * Sees that a throw-away database has roles. On the embedded engine they are made: it is ours, and
 * goes with them. On a server they are only looked for: roles are of all its databases.
 *
 * @throws UserError `role-missing` for the first one that a server lacks
 */
export async function ensureRoles(shadow: Session, roles: readonly string[]): Promise<void> {
  if (roles.length === 0) return
  const rows = await shadow.query<{ name: string }>(
    `select wanted.name
    from pg_catalog.unnest($1::pg_catalog.text[]) wanted (name)
    where not exists (select from pg_catalog.pg_roles r where r.rolname = wanted.name)
    order by wanted.name`,
    [[...new Set(roles)]],
  )
  for (const { name } of rows) {
    if (shadow.engine !== 'embedded') throw roleMissing(name)
    await shadow.run(createRole(name))
  }
}

/**
 * Runs what names roles, as a user wrote it, on a throw-away database. On the embedded engine roles
 * that are not there are made, and the work begins anew: it has to undo what it began.
 */
export async function withRoles(shadow: Session, work: () => Promise<void>): Promise<void> {
  const made = new Set<string>()
  let first: unknown = null
  for (;;) {
    try {
      await work()
      return
    } catch (error) {
      // In a transaction of the user's own nothing can be begun anew, and the first error is the one to tell.
      if (isInFailedTransaction(error)) throw first ?? error
      if (!(await makesMissing(shadow, error, made))) throw error
      first ??= error
    }
  }
}

/**
 * Makes the role that an error says is not there, once, on the embedded engine.
 *
 * @param made the roles that were made already
 * @returns whether it is worth another try
 */
export async function makesMissing(
  shadow: Session,
  error: unknown,
  made: Set<string>,
): Promise<boolean> {
  const role = shadow.engine === 'embedded' ? missingRole(error) : null
  if (role === null || made.has(role)) return false
  made.add(role)
  await shadow.run(createRole(role)).catch(() => undefined)
  return true
}

/** The role that PostgreSQL says not to be there; null for other errors. */
export function missingRole(error: unknown): string | null {
  const { undefinedObject } = sqlState
  if (!(error instanceof PostgresError) || error.code !== undefinedObject) return null
  return /^role "(.*)" does not exist$/s.exec(error.message)?.[1] ?? null
}

/** How a role that a server lacks gets there. */
export function roleHint(role: string): string {
  return `Make it on the server of the shadow: ${createRole(role)};`
}

function roleMissing(role: string): UserError {
  return new UserError(`The server of the shadow has no role "${role}".`, {
    code: 'role-missing',
    hint: roleHint(role),
  })
}

function createRole(role: string): Sql {
  return sql`create role ${identifier(role)} nologin`
}

function isInFailedTransaction(error: unknown): boolean {
  return error instanceof PostgresError && error.code === sqlState.inFailedTransaction
}
