import { tableKey } from '../catalogue/table-key.ts'
import { parentNames } from '../catalogue/parent-names.ts'
import { referenceKey } from '../catalogue/object-reference.ts'
import type { CatalogueObject } from '../compare/catalogue-object.ts'
import type { Fates } from './fate/fates.ts'
import { occupiedNames } from './occupied-names.ts'
import { freedKey } from './steps/step-keys.ts'
import { tableOf, wholeKeyOf, withParts, type Sides } from './side.ts'

/** What of the old schema goes, and which statement takes it away. */
export class Removals {
  readonly #sides: Sides
  readonly #fates: Fates
  readonly #unfolded: ReadonlySet<string>
  readonly #droppers = new Map<string, string>()
  readonly #members = new Map<string, string[]>()
  readonly #occupants = new Map<string, string>()

  /** @param unfolded parts that are dropped by a statement of their own, to open a circle. */
  constructor(sides: Sides, fates: Fates, unfolded: ReadonlySet<string>) {
    this.#sides = sides
    this.#fates = fates
    this.#unfolded = unfolded
    for (const key of [...fates.dropped, ...fates.replaced]) {
      for (const member of withParts(key, sides.from)) this.#enter(member)
    }
    this.#enterIdentities()
  }

  /** The objects that have a statement of their own to drop them, by their keys. */
  get droppers(): readonly string[] {
    return [...this.#members.keys()]
  }

  /** All that goes with a statement, the object itself among it. */
  membersOf(dropper: string): readonly string[] {
    return this.#members.get(dropper) ?? []
  }

  /** The object whose statement takes an object away. */
  dropperOf(key: string): string {
    return this.#droppers.get(key) ?? key
  }

  /** What a step makes that takes an object away. */
  goneKey(key: string): string {
    return goneKey(this.dropperOf(key))
  }

  /** Whether a part is dropped, or a partition or child detached, by a statement of its own. */
  isUnfolded(key: string): boolean {
    return this.#unfolded.has(key)
  }

  /** Whether a key stands for something's being gone. */
  isRemovalKey(key: string): boolean {
    return key.startsWith(goneKey('')) && this.#members.has(key.slice(goneKey('').length))
  }

  /** The keys of what must be gone before an object of the new schema can have its names. */
  freeing(object: CatalogueObject): readonly string[] {
    return occupiedNames(object).flatMap((name) => {
      const occupant = this.#occupants.get(name)
      if (occupant === undefined) return []
      return [this.#fates.isRemoved(occupant) ? this.goneKey(occupant) : freedKey(occupant)]
    })
  }

  /** A column that stays can give up the sequence of its identity. */
  #enterIdentities(): void {
    for (const key of this.#fates.altered.keys()) {
      const object = this.#sides.from.objects.get(key)
      if (object?.kind !== 'column' || !this.#fates.changed(key).has('identity')) continue
      if (!this.#fates.isKept(key)) continue
      for (const name of occupiedNames(object)) this.#occupants.set(name, key)
    }
  }

  #enter(key: string): void {
    if (this.#droppers.has(key)) return
    const dropper = this.#findDropper(key, new Set())
    this.#droppers.set(key, dropper)
    const members = this.#members.get(dropper)
    if (members) members.push(key)
    else this.#members.set(dropper, [key])
    const object = this.#sides.from.objects.get(key)
    if (object) for (const name of occupiedNames(object)) this.#occupants.set(name, key)
  }

  #findDropper(key: string, seen: Set<string>): string {
    if (seen.has(key) || this.#unfolded.has(key)) return key
    seen.add(key)
    for (const above of this.#carriers(key)) {
      if (this.#fates.isRemoved(above) && !seen.has(above)) return this.#findDropper(above, seen)
    }
    return key
  }

  /** What takes an object with it when it goes: its whole, its parent's part, what it falls with. */
  *#carriers(key: string): Iterable<string> {
    const { from } = this.#sides
    const object = from.objects.get(key)
    if (object === undefined) return
    const whole = wholeKeyOf(object.reference, from)
    if (whole !== null) yield whole
    for (const original of originalsOf(object, this.#sides, this.#fates)) {
      if (!leavesBelow(original, this.#sides, this.#fates)) yield original
    }
    yield* rangeOf(key, this.#sides)
    if (refusesToFall(object)) return
    const leaves = whole !== null && leavesParents(whole, this.#fates)
    for (const { on, kind } of from.needs.get(key) ?? []) {
      const away = leaves && wholeKeyOf(on, from) !== whole
      if (kind !== 'normal' && !away) yield referenceKey(on)
    }
  }
}

/** The range whose canonical function a routine is: neither can be dropped without the other. */
function rangeOf(key: string, { from }: Sides): readonly string[] {
  if (from.objects.get(key)?.kind !== 'routine') return []
  const types = (from.needs.get(key) ?? []).map(({ on }) => referenceKey(on))
  return types.filter((type) =>
    (from.needs.get(type) ?? []).some(({ on }) => referenceKey(on) === key),
  )
}

/**
 * PostgreSQL refuses to drop a column that only the condition or an expression of an exclusion
 * reads (PostgreSQL 14 to 18), though it says that the exclusion falls with it.
 */
function refusesToFall({ kind, described }: CatalogueObject): boolean {
  return kind === 'constraint' && 'definition' in described
}

/** What a step makes that takes away the object of a key. */
export function goneKey(key: string): string {
  return `gone\0${key}`
}

/** The columns of its parents whose type a column has, also where its table declares it itself. */
export function columnsAbove(
  object: CatalogueObject,
  sides: Sides,
  fates: Fates,
): readonly string[] {
  if (object.kind !== 'column') return []
  const inherited = { ...object, described: { ...object.described, inherited: true } }
  return originalsOf(inherited, sides, fates).filter((key) => sides.from.objects.has(key))
}

/** The parts of its parents that a part comes from, as long as its table stays with them. */
export function originalsOf(
  object: CatalogueObject,
  { from }: Sides,
  fates: Fates,
): readonly string[] {
  if (object.kind !== 'column' && object.kind !== 'constraint') return []
  if (!object.described.inherited) return []
  const table = tableOf(object.reference, from)
  if (table === null || leavesParents(tableKey(table), fates)) return []
  return parentNames(table).map(({ schema, name: relation }) =>
    referenceKey({ ...object.reference, schema, relation }),
  )
}

/**
 * Whether a part of a table is dropped from it alone, because a child keeps it as its own. A part
 * of a partitioned table cannot be.
 */
export function leavesBelow(key: string, { from }: Sides, fates: Fates): boolean {
  const object = from.objects.get(key)
  if (object?.kind !== 'column' && object?.kind !== 'constraint') return false
  const table = tableOf(object.reference, from)
  if (table?.partitionKey !== null) return false
  return (from.below.get(tableKey(table)) ?? []).some(({ schema, name: relation }) =>
    fates.isKept(referenceKey({ ...object.reference, schema, relation })),
  )
}

/** Whether a table that stays is detached or tied to other parents. */
export function leavesParents(key: string, fates: Fates): boolean {
  const altered = fates.altered.get(key) ?? []
  return altered.some(({ attribute }) => attribute === 'partitionOf' || attribute === 'inherits')
}
