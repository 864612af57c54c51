import { referenceKey } from '../../catalogue/object-reference.ts'
import type { ChangedAttribute, Difference } from '../../compare/difference.ts'
import type { CatalogueObject } from '../../compare/catalogue-object.ts'
import { createRoutineStub } from '../../sql/print/routine.ts'
import { originalsOf } from '../removals.ts'
import { tableOf, wholeKeyOf, type Sides } from '../side.ts'
import { columnsOfType } from './columns-of-type.ts'
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
  /** Keys of tables and types that cannot change while columns elsewhere hold rows of them. */
  readonly rows: ReadonlySet<string>
  /** Keys of objects that have to let go of the old by a statement of its own. */
  readonly torn: ReadonlySet<string>
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
  for (const key of fates.altered.keys()) loseWithOriginal(key, sides, fates)
  for (const [key, { kind }] of sides.from.objects) {
    if (kind === 'type') keepAttributeOrder(key, sides, fates)
  }
  for (const key of facts.torn) tear(key, sides, fates)
  for (const key of facts.rows) holdRowsAsText(key, sides, fates)
  expand(sides, fates, facts)
  spread({ sides, fates })
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
  if (object?.kind === 'view-column') {
    fates.replaced.add(wholeKeyOf(object.reference, sides.from) ?? key)
  } else fates.dropped.add(key)
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

/** What a partition has from its parent goes with it, even where the partition shall keep it. */
function loseWithOriginal(key: string, sides: Sides, fates: Fates): void {
  const object = sides.from.objects.get(key)
  if (object?.kind !== 'constraint' || !fates.isKept(key)) return
  const table = tableOf(object.reference, sides.from)
  const originals = originalsOf(object, sides, fates)
  const gone = originals.some((original) => fates.isRemoved(original))
  if (gone && table?.partitionOf) fates.replaced.add(key)
}

/** An attribute can only be added behind the others. */
function keepAttributeOrder(key: string, { from, to }: Sides, fates: Fates): void {
  const [before, after] = [from.objects.get(key), to.objects.get(key)]
  if (before?.kind !== 'type' || after?.kind !== 'type' || !fates.isKept(key)) return
  if (before.described.kind !== 'composite-type' || after.described.kind !== 'composite-type') {
    return
  }
  const names = after.described.attributes.map(({ name }) => name)
  const made = names.filter((name) =>
    fates.isMade(
      referenceKey({
        ...after.reference,
        kind: 'composite-attribute',
        type: after.reference.name,
        name,
      }),
    ),
  )
  const kept = before.described.attributes.map(({ name }) => name)
  const order = [...kept.filter((name) => names.includes(name) && !made.includes(name)), ...made]
  if (order.some((name, at) => name !== names[at])) fates.replaced.add(key)
}

/** Lets an object go of the old before it gets to the new. */
function tear(key: string, { from }: Sides, fates: Fates): void {
  const object = from.objects.get(key)
  if (object === undefined) return
  const isComputed = object.kind === 'column' && object.described.generated !== null
  if (object.kind === 'routine' && createRoutineStub(object.described) !== null) {
    fates.emptied.add(key)
  } else if ((object.kind === 'column' && !isComputed) || object.kind === 'type') {
    fates.redefaulted.add(key)
  } else fates.replaced.add(wholeOfViewColumn(object, from) ?? key)
}

/** PostgreSQL does not write anew what the columns of other tables hold. */
function holdRowsAsText(key: string, sides: Sides, fates: Fates): void {
  for (const column of columnsOfType(key, sides.from)) {
    if (!fates.isKept(column)) continue
    fates.waiting.add(column)
    fates.retyped.add(column)
  }
}

function wholeOfViewColumn(object: CatalogueObject, from: Sides['from']): string | null {
  return object.kind === 'view-column' ? wholeKeyOf(object.reference, from) : null
}

/** A column of a view is made anew with its view. */
function replacedKey(key: string, { from }: Sides): string {
  const object = from.objects.get(key)
  const ofView = object?.kind === 'view-column'
  return ofView ? (wholeKeyOf(object.reference, from) ?? key) : key
}
