import type { Catalogue } from '../catalogue/catalogue.ts'
import { sortedBy } from '../kernel/ordering.ts'
import { variantOf } from './attribute.ts'
import { valueOf } from './attribute-value.ts'
import { partsOf, wholeObjectsOf, type CatalogueObject } from './catalogue-object.ts'
import { changedAttributes } from './changed-attributes.ts'
import { differentOrders } from './column-orders.ts'
import { matchedByContent } from './constraint-matching.ts'
import type { ChangedAttribute, Difference } from './difference.ts'
import { matchedByReference, type Lists, type Match, type Matching } from './matching.ts'
import { referenceKey } from '../catalogue/object-reference.ts'
import type { Majors } from './same-text.ts'

/** How two catalogues are compared. */
export interface DifferencesOptions {
  /** A constraint that differs only by its name is the same one. */
  readonly ignoreConstraintNames?: boolean
  /**
   * The major versions of the two servers. Where they differ, expressions and definitions are
   * compared by their parsed trees, and `loadParser()` must have been awaited.
   */
  readonly majors?: Majors | undefined
}

/**
 * What differs between two catalogues, object by object and attribute by attribute, sorted. What is
 * missing or unexpected with its parts is told once. The order of columns is no difference.
 *
 * 10,000 tables of 10 columns with 30,000 constraints and indexes, all equal, take 0.6 s of
 * processor time, and 0.2 s once the code is compiled.
 */
export function differences(
  left: Catalogue,
  right: Catalogue,
  options: DifferencesOptions = {},
): readonly Difference[] {
  const { ignoreConstraintNames = false, majors = null } = options
  const matching = (lists: Lists): Matching =>
    ignoreConstraintNames ? matchedByContent(lists, majors) : matchedByReference(lists)
  const lists = { left: wholeObjectsOf(left), right: wholeObjectsOf(right) }
  const found = differencesOfLists(lists, { matching, majors })
  return sortedBy(found, ({ object }) => referenceKey(object))
}

/**
 * What differs between some objects that are no parts of others and some others, as
 * {@link differences} tells it, of one server.
 */
export function differencesOfObjects(
  left: readonly CatalogueObject[],
  right: readonly CatalogueObject[],
): readonly Difference[] {
  const found = differencesOfLists({ left, right }, { matching: matchedByReference, majors: null })
  return sortedBy(found, ({ object }) => referenceKey(object))
}

interface Rules {
  readonly matching: (lists: Lists) => Matching
  readonly majors: Majors | null
}

function differencesOfLists(lists: Lists, rules: Rules): readonly Difference[] {
  const { both, leftOnly, rightOnly } = rules.matching(lists)
  return [
    ...both.flatMap((match) => differencesOfMatch(match, rules)),
    ...leftOnly.map((object) => oneSided('missing', object)),
    ...rightOnly.map((object) => oneSided('unexpected', object)),
  ]
}

function oneSided(kind: 'missing' | 'unexpected', object: CatalogueObject): Difference {
  return { kind, object: object.reference, parts: partsOf(object).length }
}

function differencesOfMatch(match: Match, rules: Rules): readonly Difference[] {
  const { left, right } = match
  const [before, after] = [variantOf(left), variantOf(right)]
  // A check and a unique constraint of one name have no attribute in common that would mean the same.
  if (before !== after) return [changed(match, 'kind', { left: before, right: after })]
  const attributes = changedAttributes(match, rules.majors).map((attribute) =>
    changed(match, attribute, { left: valueOf(left, attribute), right: valueOf(right, attribute) }),
  )
  const parts = { left: partsOf(left), right: partsOf(right) }
  if (parts.left.length + parts.right.length === 0) return attributes
  return [...attributes, ...orderOfAttributes(match, parts), ...differencesOfLists(parts, rules)]
}

/** Unlike the columns of a table, the attributes of a composite type are named by place: `row(1, 2)`. */
function orderOfAttributes(match: Match, parts: Lists): readonly Difference[] {
  if (variantOf(match.left) !== 'composite-type') return []
  const orders = differentOrders(names(parts.left), names(parts.right))
  return orders ? [changed(match, 'attributeOrder', orders)] : []
}

function names(attributes: readonly CatalogueObject[]): readonly string[] {
  return attributes.flatMap(({ reference }) => ('name' in reference ? [reference.name] : []))
}

function changed(
  { left }: Match,
  attribute: ChangedAttribute['attribute'],
  values: Pick<ChangedAttribute, 'left' | 'right'>,
): ChangedAttribute {
  return { kind: 'changed', object: left.reference, attribute, ...values }
}
