import type { Catalogue } from '../catalogue/catalogue.ts'
import type { Grantee, ObjectRights, Privilege, Rights } from '../catalogue/object-rights.ts'
import { formatReference, referenceKey } from '../catalogue/object-reference.ts'
import { tiedSequences } from './rights-in-play.ts'

/** What the shadow has after a plan, and what it should have. */
export interface RightsReached {
  /** By the names of the new schema. */
  readonly expected: readonly ObjectRights[]
  readonly actual: Rights
  /** The schema that the plan leads to. */
  readonly catalogue: Catalogue
  /** The role of the shadow. */
  readonly self: string
}

/** In what owners and privileges are not what they should be: one line for each object. */
export function leftRights({
  expected,
  actual,
  catalogue,
  self,
}: RightsReached): readonly string[] {
  const tied = tiedSequences(catalogue)
  const text = (rights: ObjectRights, shared: boolean): string => {
    const owner = tied.has(referenceKey(rights.object)) ? null : rights.owner
    return rightsText({ ...rights, owner }, shared ? self : null)
  }
  const before = new Map(expected.map((rights) => [referenceKey(rights.object), rights]))
  const after = new Map(actual.objects.map((rights) => [referenceKey(rights.object), rights]))
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((key) => {
    const [was, is] = [before.get(key), after.get(key)]
    const { object } = was ?? is ?? {}
    if (object === undefined) return []
    const nothing: ObjectRights = { object, owner: null, granted: [], revoked: [] }
    const shared = was !== undefined && names(was, self)
    const [wanted, found] = [text(was ?? nothing, shared), text(is ?? nothing, shared)]
    return wanted === found
      ? []
      : [`${formatReference(object)}: ${found} in the result, ${wanted} before`]
  })
}

/** Whether an object that is the shadow's own says something of the role that made the shadow. */
function names({ owner, granted, revoked }: ObjectRights, self: string): boolean {
  if (owner !== null && owner !== self) return false
  return (
    owner === self ||
    [...granted, ...revoked].some(({ grantee }) => grantee.kind === 'role' && grantee.name === self)
  )
}

/**
 * Owner and privileges as text. What a role that is also the shadow's may do is left out: there it is
 * the owner and may do everything.
 */
function rightsText({ owner, granted, revoked }: ObjectRights, self: string | null): string {
  const isSelf = (grantee: Grantee): boolean =>
    self !== null && (grantee.kind === 'owner' || granteeText(grantee) === self)
  const list = (sign: string, all: readonly Privilege[]): readonly string[] =>
    all
      .filter(({ grantee }) => !isSelf(grantee))
      .map(({ grantee, privilege, grantable }) => {
        const option = grantable ? '*' : ''
        return `${sign}${privilege}${option} of ${JSON.stringify(granteeText(grantee))}`
      })
  const owned = owner === null || owner === self ? [] : [`owner ${JSON.stringify(owner)}`]
  const parts = [...owned, ...list('+', granted), ...list('-', revoked)]
  return parts.length === 0 ? 'as made' : parts.join(', ')
}

function granteeText(grantee: Grantee): string {
  return grantee.kind === 'role' ? grantee.name : grantee.kind
}
