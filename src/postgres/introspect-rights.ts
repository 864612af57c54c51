import type {
  DefaultRights,
  Grantee,
  ObjectRights,
  Privilege,
  Rights,
  RightsReference,
} from '../catalogue/object-rights.ts'
import { referenceKey } from '../catalogue/object-reference.ts'
import { compareText, sortedBy } from '../kernel/ordering.ts'
import { wordForLetter } from './introspect-letter.ts'
import type { ReadRows } from './introspect-query.ts'

interface RightsRow {
  readonly kind: RightsReference['kind']
  readonly schema: string
  /** The table or view of a column; null for what is none. */
  readonly relation: string | null
  readonly name: string
  /** Identity arguments of a routine or aggregate. */
  readonly arguments: string | null
  readonly owner: string
  /** The role that asks. */
  readonly reader: string
  /** Null where there are none. */
  readonly privileges: readonly PrivilegeRow[] | null
  /** What a new object has; null where nothing else was ever said. */
  readonly given: readonly PrivilegeRow[] | null
}

interface PrivilegeRow {
  readonly grantee: string | null
  readonly privilege: string
  readonly grantable: boolean
}

interface DefaultRow {
  readonly kind: string
  readonly schema: string | null
  readonly roles: readonly string[]
}

/** Reads who owns what, and who may do what, where it is not as with a new object. */
export async function introspectRights(read: ReadRows): Promise<Rights> {
  const rows = [
    ...(await read<RightsRow>('relation-rights')),
    ...(await read<RightsRow>('column-rights')),
    ...(await read<RightsRow>('routine-rights')),
    ...(await read<RightsRow>('type-rights')),
    ...(await read<RightsRow>('statistics-rights')),
  ]
  const objects = rows.map(rightsOf).filter((rights) => !isAsNew(rights))
  const defaults = await read<DefaultRow>('default-rights')
  return {
    objects: sortedBy(objects, ({ object }) => referenceKey(object)),
    defaults: defaults.map(defaultOf),
  }
}

function isAsNew({ owner, granted, revoked }: ObjectRights): boolean {
  return owner === null && granted.length + revoked.length === 0
}

function rightsOf(row: RightsRow): ObjectRights {
  const has = privilegesOf(row, row.privileges ?? [])
  const given = privilegesOf(row, row.given ?? [])
  return {
    object: referenceOf(row),
    owner: row.owner === row.reader ? null : row.owner,
    granted: without(has, given),
    revoked: without(given, has),
  }
}

/** One privilege may come from several who granted it; once it may be granted on, it may. */
function privilegesOf(
  { owner }: RightsRow,
  rows: readonly PrivilegeRow[],
): ReadonlyMap<string, Privilege> {
  const found = new Map<string, Privilege>()
  for (const { grantee: name, privilege, grantable } of rows) {
    const grantee = granteeOf(name, owner)
    const key = `${granteeKey(grantee)}\0${privilege}`
    // An owner may grant what is its own, whether PostgreSQL has noted it or not.
    const isGrantable =
      grantee.kind !== 'owner' && (grantable || found.get(key)?.grantable === true)
    found.set(key, { grantee, privilege, grantable: isGrantable })
  }
  return found
}

function without(
  left: ReadonlyMap<string, Privilege>,
  right: ReadonlyMap<string, Privilege>,
): readonly Privilege[] {
  const rest = [...left].filter(([key, { grantable }]) => right.get(key)?.grantable !== grantable)
  return rest.sort(([one], [other]) => compareText(one, other)).map(([, privilege]) => privilege)
}

function granteeOf(name: string | null, owner: string): Grantee {
  if (name === null) return { kind: 'public' }
  return name === owner ? { kind: 'owner' } : { kind: 'role', name }
}

/** Everybody first, then the owner. */
function granteeKey(grantee: Grantee): string {
  switch (grantee.kind) {
    case 'public':
      return '0'
    case 'owner':
      return '1'
    case 'role':
      return `2${grantee.name}`
  }
}

function referenceOf({
  kind,
  schema,
  relation,
  name,
  arguments: identityArguments,
}: RightsRow): RightsReference {
  switch (kind) {
    case 'column':
    case 'view-column':
      return { kind, schema, relation: relation ?? '', name }
    case 'routine':
    case 'aggregate':
      return { kind, schema, name, identityArguments: identityArguments ?? '' }
    case 'table':
    case 'view':
    case 'sequence':
    case 'type':
    case 'statistics':
      return { kind, schema, name }
  }
}

function defaultOf({ kind, schema, roles }: DefaultRow): DefaultRights {
  return { on: wordForLetter(kinds, kind), schema, roles: [...roles].sort(compareText) }
}

const kinds = { r: 'relation', S: 'sequence', f: 'routine', T: 'type' } as const
