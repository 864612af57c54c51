import { tableKey } from '../../catalogue/table-key.ts'
import { parentNames } from '../../catalogue/parent-names.ts'
import type { Dependency } from '../../catalogue/dependency.ts'
import { referenceKey } from '../../catalogue/object-reference.ts'
import type { CatalogueObject, CatalogueObjectOf } from '../../compare/catalogue-object.ts'
import { dispatchByKind, type ByKind } from '../../compare/dispatch-by-kind.ts'
import { tableOf, wholeKeyOf, withParts, type Sides } from '../side.ts'
import { columnsAbove, originalsOf } from '../removals.ts'
import { isPartitionedBy } from './partitioned-by.ts'
import type { Fates } from './fates.ts'

interface Spreading {
  readonly sides: Sides
  readonly fates: Fates
}

/**
 * Spreads fates over what hangs on each other, until nothing more changes: what needs an object
 * that is made anew has to let go of it, and most kinds can only be made anew themselves.
 */
export function spread(spreading: Spreading): void {
  const { fates } = spreading
  const done = { removed: new Set<string>(), retyped: new Set<string>() }
  for (;;) {
    const removed = [...fates.dropped, ...fates.replaced].filter((key) => !done.removed.has(key))
    const retyped = [...fates.retyped].filter((key) => !done.retyped.has(key))
    if (removed.length + retyped.length === 0) return
    for (const key of removed) {
      done.removed.add(key)
      spreadRemoval(key, spreading)
    }
    for (const key of retyped) {
      done.retyped.add(key)
      spreadRetyping(key, spreading)
    }
  }
}

function spreadRemoval(key: string, spreading: Spreading): void {
  const { sides, fates } = spreading
  for (const member of withParts(key, sides.from)) {
    for (const dependency of sides.from.dependents.get(member) ?? []) {
      if (fates.isKept(referenceKey(dependency.dependent))) shake(dependency, spreading)
    }
  }
  if (fates.replaced.has(key)) {
    spreadReplacedTable(key, spreading)
    spreadReplacedColumn(key, spreading)
  }
}

/** A column cannot be taken from a child alone. */
function spreadReplacedColumn(key: string, { sides, fates }: Spreading): void {
  const object = sides.from.objects.get(key)
  if (object === undefined) return
  for (const above of columnsAbove(object, sides, fates)) {
    if (!fates.isKept(above)) continue
    fates.altered.delete(above)
    fates.retyped.delete(above)
    fates.replaced.add(above)
  }
}

/** A partition goes with its parent, and a child has to be tied to the new one. */
function spreadReplacedTable(key: string, { sides, fates }: Spreading): void {
  for (const table of sides.from.below.get(key) ?? []) {
    const below = tableKey(table)
    if (!fates.isKept(below)) continue
    const stays = (sides.to.below.get(key) ?? []).some((other) => tableKey(other) === below)
    if (stays) fates.replaced.add(below)
  }
}

/** What becomes of an object that stays while something that it needs goes. */
function shake(dependency: Dependency, { sides, fates }: Spreading): void {
  const key = referenceKey(dependency.dependent)
  const object = sides.from.objects.get(key)
  if (object !== undefined) dispatchByKind(shaken, object, { ...dependency, key, sides, fates })
}

/** An object that stays, and what it needs and has to let go of. */
interface Shaking extends Dependency, Spreading {
  /** The key of the object that stays. */
  readonly key: string
}

const shaken: ByKind<void, [Shaking]> = {
  column: shakeColumn,
  sequence: shakeSequence,
  'view-column': replaceWhole,
  'composite-attribute': replaceWhole,
  table: shakeTable,
  schema: stay,
  undescribed: stay,
  extension: replace,
  type: replace,
  'domain-check': replace,
  view: replace,
  constraint: replace,
  index: replace,
  trigger: replace,
  policy: replace,
  routine: replace,
  aggregate: replace,
  statistics: replace,
}

function stay(): void {
  // Nothing in it has to be told anew.
}

function replace(_: CatalogueObject, shaking: Shaking): void {
  if (!letsGo(shaking)) shaking.fates.replaced.add(shaking.key)
}

function replaceWhole({ reference }: CatalogueObject, shaking: Shaking): void {
  const { key, sides, fates } = shaking
  if (!letsGo(shaking)) fates.replaced.add(wholeKeyOf(reference, sides.from) ?? key)
}

function shakeSequence(_: CatalogueObject, { key, on, fates }: Shaking): void {
  if (on.kind === 'column') fates.released.add(key)
  else fates.replaced.add(key)
}

/** A view or function whose text is replaced, and no longer names what goes, can stay. */
function letsGo({ key, on, sides, fates }: Shaking): boolean {
  const altered = fates.altered.get(key) ?? []
  const rewritten = altered.some(({ attribute }) =>
    ['definition', 'using', 'check', 'default', 'type'].includes(attribute),
  )
  const stillNeeded = (sides.to.needs.get(key) ?? []).some(
    (dependency) => referenceKey(dependency.on) === referenceKey(on),
  )
  return rewritten && !stillNeeded
}

function shakeColumn(
  { described }: CatalogueObjectOf<'column'>,
  { key, on, fates }: Shaking,
): void {
  if (on.kind === 'type') fates.retyped.add(key)
  else if (on.kind === 'table' || described.generated !== null) fates.replaced.add(key)
  else fates.redefaulted.add(key)
}

/** A partition or child of a table that goes: it has left, or goes too. */
function shakeTable({ described }: CatalogueObjectOf<'table'>, { key, on, fates }: Shaking): void {
  const leaves = (fates.altered.get(key) ?? []).some(
    ({ attribute }) => attribute === 'partitionOf' || attribute === 'inherits',
  )
  const isParent = parentNames(described).some((parent) => tableKey(parent) === referenceKey(on))
  if (isParent && !leaves) fates.replaced.add(key)
}

/** PostgreSQL rebuilds keys and plain indexes of a column; the rest must not be there meanwhile. */
function spreadRetyping(key: string, { sides, fates }: Spreading): void {
  const column = sides.from.objects.get(key)
  const table = column?.kind === 'column' ? tableOf(column.reference, sides.from) : null
  if (table !== null && column !== undefined && 'name' in column.reference) {
    // PostgreSQL changes no column by which a table is partitioned.
    if (isPartitionedBy(table, column.reference.name)) fates.replaced.add(tableKey(table))
  }
  for (const { dependent } of sides.from.dependents.get(key) ?? []) {
    const other = referenceKey(dependent)
    const object = sides.from.objects.get(other)
    if (object === undefined || !fates.isKept(other)) continue
    if (!dispatchByKind(inTheWay, object)) continue
    const whole = object.kind === 'view-column' ? wholeKeyOf(object.reference, sides.from) : other
    fates.replaced.add(originalOf(whole ?? other, sides, fates))
  }
}

/** Whether an object keeps PostgreSQL from changing the type of a column that it needs. */
const inTheWay: ByKind<boolean> = {
  view: always,
  'view-column': always,
  trigger: always,
  policy: always,
  routine: always,
  aggregate: always,
  statistics: always,
  column: ({ described }) => described.generated !== null,
  constraint: ({ described }) => described.kind === 'check' || described.kind === 'exclusion',
  index: ({ described: { where, keys } }) =>
    where !== null || keys.some(({ on }) => on.kind === 'expression'),
  schema: never,
  extension: never,
  type: never,
  'domain-check': never,
  'composite-attribute': never,
  sequence: never,
  table: never,
  undescribed: never,
}

function always(): boolean {
  return true
}

function never(): boolean {
  return false
}

/** What a table has from its parent, and keeps having from there, is dropped there. */
function originalOf(key: string, sides: Sides, fates: Fates): string {
  const object = sides.from.objects.get(key)
  if (object?.kind !== 'constraint') return key
  const original = originalsOf(object, sides, fates).find((each) => sides.from.objects.has(each))
  return original === undefined ? key : originalOf(original, sides, fates)
}
