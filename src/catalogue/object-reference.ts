import { formatName } from './qualified-name.ts'

/** Names one object of a catalogue. Two objects of one catalogue never have equal references. */
export type ObjectReference = References[ObjectKind]

/** The kinds of object that a reference can name. */
export type ObjectKind = keyof References

/** The reference to an object of one kind. */
export type ReferenceTo<Kind extends ObjectKind> = References[Kind]

interface References {
  readonly schema: Named<'schema'>
  readonly extension: Named<'extension'>
  readonly type: InSchema<'type'>
  readonly 'domain-check': PartOfType<'domain-check'>
  readonly 'composite-attribute': PartOfType<'composite-attribute'>
  readonly sequence: InSchema<'sequence'>
  readonly table: InSchema<'table'>
  readonly view: InSchema<'view'>
  readonly column: PartOfRelation<'column'>
  readonly 'view-column': PartOfRelation<'view-column'>
  readonly constraint: PartOfRelation<'constraint'>
  readonly index: PartOfRelation<'index'>
  readonly trigger: PartOfRelation<'trigger'>
  readonly policy: PartOfRelation<'policy'>
  readonly routine: Overloaded<'routine'>
  readonly aggregate: Overloaded<'aggregate'>
  readonly statistics: InSchema<'statistics'>
  readonly undescribed: Undescribed
}

interface Named<Kind> {
  readonly kind: Kind
  readonly name: string
}

interface InSchema<Kind> extends Named<Kind> {
  readonly schema: string
}

interface Overloaded<Kind> extends InSchema<Kind> {
  readonly identityArguments: string
}

interface PartOfRelation<Kind> extends InSchema<Kind> {
  /** The table or view that it falls with. */
  readonly relation: string
}

interface PartOfType<Kind> extends InSchema<Kind> {
  readonly type: string
}

interface Undescribed {
  readonly kind: 'undescribed'
  readonly objectKind: string
  readonly identity: string
}

/** `table public.users`, `column public.users.email`, `index email_idx on public.users`: for people. */
export function formatReference(reference: ObjectReference): string {
  const { kind } = reference
  if (kind === 'undescribed') return `${reference.objectKind} ${reference.identity}`
  if ('relation' in reference) return formatPart(reference, relationOf(reference))
  if ('type' in reference) return formatPart(reference, typeOf(reference))
  if ('identityArguments' in reference) {
    return `${kind} ${formatName(reference)}(${reference.identityArguments})`
  }
  return `${kind} ${'schema' in reference ? formatName(reference) : reference.name}`
}

type PartReference = Extract<ObjectReference, { relation: string } | { type: string }>

function formatPart({ kind, name }: PartReference, whole: string): string {
  switch (kind) {
    case 'column':
      return `column ${whole}.${name}`
    case 'view-column':
      return `view column ${whole}.${name}`
    case 'composite-attribute':
      return `attribute ${whole}.${name}`
    case 'domain-check':
      return `domain check ${name} on ${whole}`
    case 'constraint':
    case 'index':
    case 'trigger':
    case 'policy':
      return `${kind} ${name} on ${whole}`
  }
}

function relationOf({ schema, relation }: PartOfRelation<string>): string {
  return formatName({ schema, name: relation })
}

function typeOf({ schema, type }: PartOfType<string>): string {
  return formatName({ schema, name: type })
}

/**
 * One text for one object, also where names hold dots. Sorted by it, what must be there first goes
 * first, and the parts of a table or type follow it.
 */
export function referenceKey(reference: ObjectReference): string {
  const { group, place } = ranks[reference.kind]
  return [group, ...wholeKey(reference), place, ...partKey(reference)].join(BEFORE_ALL)
}

/** Whether two references name the same object: what equal keys would say, without making them. */
export function sameReference(left: AnyNames, right: AnyNames): boolean {
  return (
    left.kind === right.kind &&
    left.name === right.name &&
    left.schema === right.schema &&
    left.relation === right.relation &&
    left.type === right.type &&
    left.identityArguments === right.identityArguments &&
    left.objectKind === right.objectKind &&
    left.identity === right.identity
  )
}

/** Every field that some reference has. */
type AnyNames = { readonly kind: ObjectKind } & Partial<Record<NameField, string>>

type NameField = Exclude<{ [Kind in ObjectKind]: keyof References[Kind] }[ObjectKind], 'kind'>

/** No name holds it, and it sorts before whatever a name can hold. */
const BEFORE_ALL = '\0'

function wholeKey(reference: ObjectReference): readonly string[] {
  if ('relation' in reference) return [reference.schema, reference.relation]
  if ('type' in reference) return [reference.schema, reference.type]
  if ('schema' in reference) return [reference.schema, reference.name]
  return reference.kind === 'undescribed' ? [reference.objectKind] : [reference.name]
}

function partKey(reference: ObjectReference): readonly string[] {
  if ('relation' in reference || 'type' in reference) return [reference.name]
  if ('identityArguments' in reference) return [reference.identityArguments]
  return reference.kind === 'undescribed' ? [reference.identity] : []
}

interface Rank {
  readonly group: number
  /** The place below the object that it is a part of. */
  readonly place: number
}

/** Tables and views share one space of names, so their parts share a group. */
const ranks: Readonly<Record<ObjectKind, Rank>> = {
  schema: { group: 0, place: 0 },
  extension: { group: 1, place: 0 },
  type: { group: 2, place: 0 },
  'composite-attribute': { group: 2, place: 1 },
  'domain-check': { group: 2, place: 2 },
  sequence: { group: 3, place: 0 },
  table: { group: 4, place: 0 },
  view: { group: 4, place: 1 },
  column: { group: 4, place: 2 },
  'view-column': { group: 4, place: 3 },
  constraint: { group: 4, place: 4 },
  index: { group: 4, place: 5 },
  trigger: { group: 4, place: 6 },
  policy: { group: 4, place: 7 },
  routine: { group: 5, place: 0 },
  aggregate: { group: 6, place: 0 },
  statistics: { group: 7, place: 0 },
  undescribed: { group: 8, place: 0 },
}
