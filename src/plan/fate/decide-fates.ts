import { referenceKey } from '../../catalogue/object-reference.ts'
import type { ChangedAttribute, Difference } from '../../compare/difference.ts'
import { wholeKeyOf, type Sides } from '../side.ts'
import { isExpandable } from './expandable.ts'
import { spread } from './spread.ts'
import { Fates } from './fates.ts'
import { canBeAltered } from './in-place.ts'

/** What is known of the server besides the two schemas. */
export interface FateFacts {
  /** The major version. */
  readonly major: number
  /** Keys of objects that PostgreSQL refused to change in place. */
  readonly refused: ReadonlySet<string>
  /** Keys of columns whose type is better changed by expand and contract. */
  readonly expandable: ReadonlySet<string>
}

/** Decides what becomes of every object, from what differs and from what hangs on it. */
export function decideFates(
  differences: readonly Difference[],
  sides: Sides,
  facts: FateFacts,
): Fates {
  const fates = new Fates(sides)
  for (const { kind, object } of differences) {
    if (kind === 'missing') remove(referenceKey(object), sides, fates)
    if (kind === 'unexpected') add(referenceKey(object), sides, fates)
  }
  for (const [key, attributes] of changesByObject(differences)) {
    change(key, attributes, { sides, fates, facts })
  }
  expand(sides, fates, facts)
  spread({ sides, fates, facts })
  return fates
}

/** A column that is expanded and contracted ends as another one of the same name. */
function expand(sides: Sides, fates: Fates, { expandable }: FateFacts): void {
  const columns = [...fates.retyped].filter((key) => expandable.has(key))
  for (const key of columns.filter((each) => isExpandable(each, sides, fates))) {
    fates.retyped.delete(key)
    fates.altered.delete(key)
    fates.replaced.add(key)
    fates.expanded.add(key)
  }
}

/** Some parts cannot be taken from their whole. */
function remove(key: string, sides: Sides, fates: Fates): void {
  const object = sides.from.objects.get(key)
  if (object?.kind === 'view-column')
    fates.replaced.add(wholeKeyOf(object.reference, sides.from) ?? key)
  else fates.dropped.add(key)
}

function add(key: string, sides: Sides, fates: Fates): void {
  const object = sides.to.objects.get(key)
  // A view's columns come with its query.
  if (object?.kind !== 'view-column') fates.created.add(key)
}

function changesByObject(
  differences: readonly Difference[],
): ReadonlyMap<string, readonly ChangedAttribute[]> {
  const changes = new Map<string, ChangedAttribute[]>()
  for (const difference of differences) {
    if (difference.kind !== 'changed') continue
    const key = referenceKey(difference.object)
    const list = changes.get(key)
    if (list) list.push(difference)
    else changes.set(key, [difference])
  }
  return changes
}

interface Deciding {
  readonly sides: Sides
  readonly fates: Fates
  readonly facts: FateFacts
}

function change(
  key: string,
  changed: readonly ChangedAttribute[],
  { sides, fates, facts }: Deciding,
): void {
  const [from, to] = [sides.from.objects.get(key), sides.to.objects.get(key)]
  if (from === undefined || to === undefined) return
  const attributes = new Set(changed.map(({ attribute }) => attribute))
  const { major } = facts
  if (facts.refused.has(key) || !canBeAltered({ from, to, attributes, major })) {
    fates.replaced.add(replacedKey(key, sides))
    return
  }
  fates.altered.set(key, changed)
  const isColumn = from.kind === 'column'
  if (isColumn && (attributes.has('type') || attributes.has('collation'))) fates.retyped.add(key)
}

/** A column of a view is made anew with its view. */
function replacedKey(key: string, { from }: Sides): string {
  const object = from.objects.get(key)
  const ofView = object?.kind === 'view-column'
  return ofView ? (wholeKeyOf(object.reference, from) ?? key) : key
}
