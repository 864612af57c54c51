import type { Dependency, DependencyKind } from '../catalogue/dependency.ts'
import {
  referenceKey,
  type ObjectKind,
  type ObjectReference,
} from '../catalogue/object-reference.ts'
import { compareText } from '../kernel/ordering.ts'
import { wordForLetter } from './introspect-letter.ts'
import type { ReadRows } from './introspect-query.ts'

interface DependencyRow {
  readonly kind: ObjectKind
  readonly schema: string | null
  /** The table, view or type that the object is a part of. */
  readonly whole: string | null
  readonly name: string
  /** Identity arguments; of what is not described the kind of object. */
  readonly arguments: string | null
  readonly on_kind: ObjectKind
  readonly on_schema: string | null
  readonly on_whole: string | null
  readonly on_name: string
  readonly on_arguments: string | null
  readonly dependency: string
}

/**
 * Reads which objects need which others, sorted. For 10,000 tables of 10 columns it takes 1.0 s on
 * PostgreSQL 15, as long as all the rest, so it is not part of every introspection.
 */
export async function introspectDependencies(read: ReadRows): Promise<readonly Dependency[]> {
  const rows = await read<DependencyRow>('dependencies')
  const found = new Map<string, Dependency>()
  for (const row of rows) {
    const dependency = dependencyOf(row)
    const [from, to] = [referenceKey(dependency.dependent), referenceKey(dependency.on)]
    if (saidByReference(dependency, from === to)) continue
    const key = `${from}\0\0${to}`
    const kind = strongest(found.get(key)?.kind ?? 'normal', dependency.kind)
    found.set(key, { ...dependency, kind })
  }
  return [...found].sort(([left], [right]) => compareText(left, right)).map(([, item]) => item)
}

function dependencyOf(row: DependencyRow): Dependency {
  return {
    dependent: referenceOf(row),
    on: referenceOf({
      kind: row.on_kind,
      schema: row.on_schema,
      whole: row.on_whole,
      name: row.on_name,
      arguments: row.on_arguments,
    }),
    kind: wordForLetter(kinds, row.dependency),
  }
}

type Address = Pick<DependencyRow, 'kind' | 'schema' | 'whole' | 'name' | 'arguments'>

function referenceOf(address: Address): ObjectReference {
  return makers[address.kind](address)
}

const makers: Readonly<Record<ObjectKind, (address: Address) => ObjectReference>> = {
  schema: ({ name }) => ({ kind: 'schema', name }),
  extension: ({ name }) => ({ kind: 'extension', name }),
  type: inSchema('type'),
  sequence: inSchema('sequence'),
  table: inSchema('table'),
  view: inSchema('view'),
  statistics: inSchema('statistics'),
  'domain-check': partOfType('domain-check'),
  'composite-attribute': partOfType('composite-attribute'),
  column: partOfRelation('column'),
  'view-column': partOfRelation('view-column'),
  constraint: partOfRelation('constraint'),
  index: partOfRelation('index'),
  trigger: partOfRelation('trigger'),
  policy: partOfRelation('policy'),
  routine: overloaded('routine'),
  aggregate: overloaded('aggregate'),
  undescribed: ({ name, arguments: objectKind }) => {
    return { kind: 'undescribed', objectKind: objectKind ?? '', identity: name }
  },
}

function inSchema<Kind>(kind: Kind) {
  return ({ schema, name }: Address) => ({ kind, schema: schema ?? '', name })
}

function partOfType<Kind>(kind: Kind) {
  return ({ schema, whole, name }: Address) => {
    return { kind, schema: schema ?? '', type: whole ?? '', name }
  }
}

function partOfRelation<Kind>(kind: Kind) {
  return ({ schema, whole, name }: Address) => {
    return { kind, schema: schema ?? '', relation: whole ?? '', name }
  }
}

function overloaded<Kind>(kind: Kind) {
  return ({ schema, name, arguments: identityArguments }: Address) => {
    return { kind, schema: schema ?? '', name, identityArguments: identityArguments ?? '' }
  }
}

/** A part needs its whole, and what belongs to one object (its rules, its row type) is the object. */
function saidByReference({ dependent, on }: Dependency, same: boolean): boolean {
  if (same) return true
  if (!('schema' in dependent) || !('schema' in on)) return false
  const whole =
    'relation' in dependent ? dependent.relation : 'type' in dependent ? dependent.type : null
  const isWhole = on.kind === 'table' || on.kind === 'view' || on.kind === 'type'
  return isWhole && whole === on.name && dependent.schema === on.schema
}

/** Two objects can be tied in several ways, through their parts; the strongest tie decides. */
function strongest(left: DependencyKind, right: DependencyKind): DependencyKind {
  return strength.indexOf(left) < strength.indexOf(right) ? right : left
}

const strength: readonly DependencyKind[] = ['normal', 'automatic', 'internal', 'partition']

const kinds = {
  n: 'normal',
  a: 'automatic',
  i: 'internal',
  P: 'partition',
  S: 'partition',
  x: 'automatic',
} as const
