import type {
  DefaultRights,
  Grantee,
  ObjectRights,
  Privilege,
  RightsReference,
} from '../catalogue/object-rights.ts'
import { compareText } from '../kernel/ordering.ts'
import { changeOwner, grant, revoke, revokeAll, type RightsSubject } from '../sql/print/rights.ts'
import type { Sql } from '../sql/sql.ts'

/** How an object gets what it had. */
export interface RightsGiven {
  readonly subject: RightsSubject
  readonly rights: ObjectRights
  /** Whether the owner is set by itself; that of an owned sequence goes with its table. */
  readonly ownsItself: boolean
  readonly defaults: readonly DefaultRights[]
}

/**
 * The statements that give a new object its owner and its privileges. Where default privileges give
 * or take something as it is made, all is said anew: they are not the same in every database.
 */
export function rightsStatements(given: RightsGiven): readonly Sql[] {
  const { subject, rights, ownsItself } = given
  const owner = rights.owner === null || !ownsItself ? null : changeOwner(subject, rights.owner)
  return [...(owner === null ? [] : [owner]), ...privilegeStatements(given)]
}

function privilegeStatements({ subject, rights, defaults }: RightsGiven): readonly Sql[] {
  const named = (all: readonly Privilege[]): readonly Privilege[] =>
    all.map((each) => ({ ...each, grantee: namedOwner(each.grantee, rights) }))
  const [granted, revoked] = [named(rights.granted), named(rights.revoked)]
  const applied = defaults.filter((each) => concerns(each, rights.object))
  if (applied.length === 0) return [...revoke(subject, revoked), ...grant(subject, granted)]
  const roles = [...new Set(applied.flatMap((each) => each.roles))].sort(compareText)
  const anew: readonly Grantee[] = [
    { kind: 'public' },
    ...roles
      .filter((name) => name !== rights.owner)
      .map((name) => ({ kind: 'role', name }) as const),
  ]
  const ofOwner = revoked.filter(({ grantee }) => grantee.kind !== 'public')
  const given = givenToPublic(rights)
  return [
    ...revokeAll(subject, anew),
    ...revoke(subject, ofOwner),
    ...grant(subject, [...given, ...granted]),
  ]
}

function namedOwner(grantee: Grantee, { owner }: ObjectRights): Grantee {
  return grantee.kind === 'owner' && owner !== null ? { kind: 'role', name: owner } : grantee
}

function concerns({ on, schema }: DefaultRights, object: RightsReference): boolean {
  return on === defaultKinds[object.kind] && (schema === null || schema === object.schema)
}

const defaultKinds: Readonly<Record<RightsReference['kind'], DefaultRights['on'] | null>> = {
  table: 'relation',
  view: 'relation',
  sequence: 'sequence',
  type: 'type',
  routine: 'routine',
  aggregate: 'routine',
  statistics: null,
  column: null,
  'view-column': null,
}

/** What everybody may do with a new object of PostgreSQL, unless it was taken away. */
function givenToPublic({ object, revoked }: ObjectRights): readonly Privilege[] {
  if (revoked.some(({ grantee }) => grantee.kind === 'public')) return []
  const everybody = { grantee: { kind: 'public' }, grantable: false } as const
  switch (object.kind) {
    case 'routine':
    case 'aggregate':
      return [{ ...everybody, privilege: 'EXECUTE' }]
    case 'type':
      return [{ ...everybody, privilege: 'USAGE' }]
    case 'table':
    case 'view':
    case 'sequence':
    case 'statistics':
    case 'column':
    case 'view-column':
      return []
  }
}
