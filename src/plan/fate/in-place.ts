import type { Routine } from '../../catalogue/routine.ts'
import type { View } from '../../catalogue/view.ts'
import { variantOf, type AttributeName, type Variant } from '../../compare/attribute.ts'
import type { CatalogueObject } from '../../compare/catalogue-object.ts'

/** An object as it is and as it shall be, and in what the two differ. */
export interface AlteredObject {
  readonly from: CatalogueObject
  readonly to: CatalogueObject
  readonly attributes: ReadonlySet<AttributeName>
  /** The major version of the server. */
  readonly major: number
}

/**
 * Whether PostgreSQL can change an object in place, as far as the two descriptions tell; else it
 * has to be dropped and made anew.
 */
export function canBeAltered(altered: AlteredObject): boolean {
  const variant = variantOf(altered.from)
  return variant === variantOf(altered.to) && alterable[variant](altered)
}

/** For each variant, whether PostgreSQL can alter what differs between two objects of it. */
const alterable: Readonly<Record<Variant, (altered: AlteredObject) => boolean>> = {
  schema: always,
  extension: always,
  enum: (altered) => keeps(altered, 'labels') || onlyAddsLabels(altered),
  domain: (altered) => keeps(altered, 'baseType', 'collation'),
  'domain-check': (altered) => keeps(altered, 'definition') && !losesValidation(altered),
  'composite-type': (altered) => keeps(altered, 'attributeOrder'),
  'composite-attribute': always,
  range: changesOnlyComment,
  sequence: (altered) => keeps(altered, 'persistence') || altered.major >= 15,
  table: (altered) => keeps(altered, 'partitionKey') && canChangeAccessMethod(altered),
  column: canAlterGeneration,
  'primary-key': (altered) => changesOnly(altered, consequences),
  unique: (altered) => changesOnly(altered, consequences),
  exclusion: (altered) => changesOnly(altered, consequences),
  'foreign-key': (altered) =>
    changesOnly(altered, foreignKeyAttributes) && !losesValidation(altered),
  check: (altered) => changesOnly(altered, checkAttributes) && !losesValidation(altered),
  index: (altered) => keeps(altered, ...indexAttributes) && !losesParent(altered),
  trigger: (altered) => keeps(altered, 'definition'),
  policy: (altered) => keeps(altered, 'command', 'permissive') && !losesCondition(altered),
  view: (altered) => keeps(altered, 'definition') || extendsColumns(altered),
  'materialized-view': (altered) => keeps(altered, 'definition'),
  'view-column': (altered) => keeps(altered, 'type'),
  function: canReplaceRoutine,
  'window-function': canReplaceRoutine,
  procedure: canReplaceRoutine,
  aggregate: changesOnlyComment,
  statistics: (altered) => keeps(altered, 'table', 'definition'),
  undescribed: () => false,
}

/** What a constraint's table brings about, or a statement for itself. */
const consequences: ReadonlySet<AttributeName> = new Set(['inherited', 'comment'])

const commentAlone: ReadonlySet<AttributeName> = new Set(['comment'])

const foreignKeyAttributes: ReadonlySet<AttributeName> = new Set([
  ...consequences,
  'deferral',
  'validated',
])

const checkAttributes: ReadonlySet<AttributeName> = new Set([...consequences, 'validated'])

/** What an index is built from. */
const indexAttributes: readonly AttributeName[] = [
  'method',
  'unique',
  'nullsNotDistinct',
  'keys',
  'include',
  'where',
  'valid',
]

function always(): boolean {
  return true
}

/** Whether none of the attributes differs. */
function keeps({ attributes }: AlteredObject, ...names: readonly AttributeName[]): boolean {
  return !names.some((name) => attributes.has(name))
}

/** Whether nothing else differs. */
function changesOnly({ attributes }: AlteredObject, names: ReadonlySet<AttributeName>): boolean {
  return [...attributes].every((name) => names.has(name))
}

function changesOnlyComment(altered: AlteredObject): boolean {
  return changesOnly(altered, commentAlone)
}

/** Labels can be added anywhere, but neither taken away nor moved. */
function onlyAddsLabels({ from, to }: AlteredObject): boolean {
  return onlyAdds(labelsOf(from), labelsOf(to))
}

/** Whether all labels of one list are in another one, in their order. */
export function onlyAdds(before: readonly string[], after: readonly string[]): boolean {
  const kept = after.filter((label) => before.includes(label))
  return kept.length === before.length && kept.every((label, at) => label === before[at])
}

function labelsOf(object: CatalogueObject): readonly string[] {
  return object.kind === 'type' && object.described.kind === 'enum' ? object.described.labels : []
}

function losesValidation({ from, to, attributes }: AlteredObject): boolean {
  return attributes.has('validated') && isValidated(from) && !isValidated(to)
}

function isValidated({ described }: CatalogueObject): boolean {
  return 'validated' in described && described.validated
}

function canChangeAccessMethod({ to, attributes, major }: AlteredObject): boolean {
  if (!attributes.has('accessMethod')) return true
  return major >= 15 && to.kind === 'table' && to.described.accessMethod !== null
}

function canAlterGeneration({ from, to, attributes, major }: AlteredObject): boolean {
  if (!attributes.has('generated') || from.kind !== 'column' || to.kind !== 'column') return true
  const [before, after] = [from.described.generated, to.described.generated]
  if (before === null) return false
  if (after === null) return before.kind === 'stored'
  return before.kind === after.kind && major >= 17
}

function losesParent({ from, attributes }: AlteredObject): boolean {
  return (
    attributes.has('partitionOf') && from.kind === 'index' && from.described.partitionOf !== null
  )
}

function losesCondition({ from, to }: AlteredObject): boolean {
  if (from.kind !== 'policy' || to.kind !== 'policy') return false
  const [before, after] = [from.described, to.described]
  return (
    (before.using !== null && after.using === null) ||
    (before.check !== null && after.check === null)
  )
}

/** `create or replace view` keeps the columns that are there and puts others behind them. */
function extendsColumns({ from, to }: AlteredObject): boolean {
  const [before, after] = [viewColumns(from), viewColumns(to)]
  return before.every((column, at) => {
    const other = after[at]
    return column.name === other?.name && column.type === other.type
  })
}

function viewColumns(object: CatalogueObject): View['columns'] {
  return object.kind === 'view' ? object.described.columns : []
}

function canReplaceRoutine(altered: AlteredObject): boolean {
  return keeps(altered, 'definition', 'returns') || sameHead(altered)
}

/** `create or replace` keeps names, defaults and results of arguments: all that stands before the language. */
function sameHead({ from, to }: AlteredObject): boolean {
  if (from.kind !== 'routine' || to.kind !== 'routine') return false
  return headOf(from.described) === headOf(to.described)
}

function headOf({ definition }: Routine): string {
  return definition.slice(0, definition.indexOf('\n LANGUAGE '))
}
