import type { Catalogue } from '../catalogue/catalogue.ts'
import type { ObjectRights, Rights } from '../catalogue/object-rights.ts'
import { referenceKey } from '../catalogue/object-reference.ts'
import { UserError } from '../kernel/user-error.ts'
import { PostgresError, sqlState } from '../postgres/postgres-error.ts'
import type { Session } from '../postgres/session.ts'
import { ensureRoles } from '../postgres/shadow-roles.ts'
import type { RightsSubject } from '../sql/print/rights.ts'
import { rightsStatements } from './rights-statements.ts'
import { tiedSequences } from './rights-in-play.ts'

/**
 * Gives the objects of a shadow their owners and privileges, as they were read. The roles have to be
 * there.
 *
 * @throws UserError where the shadow's role may not give objects away
 */
export async function giveRights(
  shadow: Session,
  objects: readonly ObjectRights[],
  catalogue: Catalogue,
): Promise<void> {
  const tied = tiedSequences(catalogue)
  const materialized = new Set(
    catalogue.views.filter(({ kind }) => kind === 'materialized-view').map(viewKey),
  )
  const statements = objects.flatMap((rights) => {
    const { object } = rights
    const key = referenceKey(object)
    const subject: RightsSubject =
      object.kind === 'view' && materialized.has(key)
        ? { ...object, kind: 'materialized-view' }
        : object
    return rightsStatements({ subject, rights, ownsItself: !tied.has(key), defaults: [] })
  })
  if (statements.length === 0) return
  try {
    await shadow.run(statements.map((statement) => `${statement};\n`).join(''))
  } catch (error) {
    throw isForbidden(error) ? cannotGive(error, objects) : error
  }
}

/** @throws UserError where a server has not all roles that owners and privileges name */
export async function ensureRolesOf(
  shadow: Session,
  objects: readonly ObjectRights[],
  defaults: Rights['defaults'],
): Promise<void> {
  const roles = [...objects.flatMap(rolesOf), ...defaults.flatMap((each) => each.roles)]
  await ensureRoles(shadow, roles)
}

function rolesOf({ owner, granted, revoked }: ObjectRights): readonly string[] {
  const grantees = [...granted, ...revoked].flatMap(({ grantee }) =>
    grantee.kind === 'role' ? [grantee.name] : [],
  )
  return owner === null ? grantees : [owner, ...grantees]
}

function viewKey({ schema, name }: { readonly schema: string; readonly name: string }): string {
  return referenceKey({ kind: 'view', schema, name })
}

function isForbidden(error: unknown): error is PostgresError {
  return error instanceof PostgresError && error.code === sqlState.insufficientPrivilege
}

function cannotGive(error: PostgresError, objects: readonly ObjectRights[]): UserError {
  const owner = objects.flatMap((rights) => rights.owner ?? [])[0] ?? ''
  return new UserError(`The role of the shadow cannot make objects of "${owner}".`, {
    code: 'shadow-refused',
    details: [error.message],
    hint: 'Give "shadow.url" a superuser of a throw-away server, or leave "shadow" out of the settings file to use the embedded engine.',
    cause: error,
  })
}
