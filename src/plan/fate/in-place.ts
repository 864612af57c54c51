import type { Routine } from '../../catalogue/routine.ts'
import type { View } from '../../catalogue/view.ts'
import type { AttributeName } from '../../compare/attribute.ts'
import type { CatalogueObject } from '../../compare/catalogue-object.ts'
import { variantOf } from '../../compare/attribute.ts'

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
  const { from, to, attributes } = altered
  const variant = variantOf(from)
  if (variant !== variantOf(to)) return false
  const changes = (...names: readonly AttributeName[]): boolean =>
    names.some((name) => attributes.has(name))
  switch (variant) {
    case 'schema':
    case 'extension':
      return true
    case 'enum':
      return !changes('labels') || onlyAddsLabels(altered)
    case 'domain':
      return !changes('baseType', 'collation')
    case 'domain-check':
      return !changes('definition') && !losesValidation(altered)
    case 'composite-type':
      return !changes('attributeOrder')
    case 'composite-attribute':
      return true
    case 'range':
      return onlyComment(attributes)
    case 'sequence':
      return !changes('persistence') || altered.major >= 15
    case 'table':
      return !changes('partitionKey') && canChangeAccessMethod(altered)
    case 'column':
      return canAlterGeneration(altered)
    case 'primary-key':
    case 'unique':
    case 'exclusion':
      return !attributes.size || [...attributes].every((name) => consequences.has(name))
    case 'foreign-key':
      return (
        [...attributes].every((name) => consequences.has(name) || keyAttributes.has(name)) &&
        !losesValidation(altered)
      )
    case 'check':
      return (
        [...attributes].every((name) => consequences.has(name) || name === 'validated') &&
        !losesValidation(altered)
      )
    case 'index':
      return (
        !changes('method', 'unique', 'nullsNotDistinct', 'keys', 'include', 'where', 'valid') &&
        !losesParent(altered)
      )
    case 'trigger':
      return !changes('definition')
    case 'policy':
      return !changes('command', 'permissive') && !losesCondition(altered)
    case 'view':
      return !changes('definition') || extendsColumns(altered)
    case 'materialized-view':
      return !changes('definition')
    case 'view-column':
      return !changes('type')
    case 'function':
    case 'window-function':
    case 'procedure':
      return !changes('definition', 'returns') || sameHead(altered)
    case 'aggregate':
      return onlyComment(attributes)
    case 'statistics':
      return !changes('table', 'definition')
    case 'undescribed':
      return false
  }
}

/** What a constraint's table brings about, or a statement for itself. */
const consequences: ReadonlySet<AttributeName> = new Set(['inherited', 'comment'])

const keyAttributes: ReadonlySet<AttributeName> = new Set(['deferral', 'validated'])

function onlyComment(attributes: ReadonlySet<AttributeName>): boolean {
  return [...attributes].every((name) => name === 'comment')
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

/** `create or replace` keeps names, defaults and results of arguments: all that stands before the language. */
function sameHead({ from, to }: AlteredObject): boolean {
  if (from.kind !== 'routine' || to.kind !== 'routine') return false
  return headOf(from.described) === headOf(to.described)
}

function headOf({ definition }: Routine): string {
  return definition.slice(0, definition.indexOf('\n LANGUAGE '))
}
