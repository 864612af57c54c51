import type { AttributeName } from '../../compare/attribute.ts'
import type { ChangedAttribute } from '../../compare/difference.ts'
import { wholeKeyOf, type Sides } from '../side.ts'

/**
 * What becomes of every object that a plan touches, by its key. What falls with a table, view or
 * type and shares its fate is not listed.
 */
export class Fates {
  readonly #sides: Sides
  readonly created: Set<string> = new Set<string>()
  readonly dropped: Set<string> = new Set<string>()
  /** Dropped and made anew. */
  readonly replaced: Set<string> = new Set<string>()
  /** Changed in place; empty where only {@link retyped} or the like says how. */
  readonly altered: Map<string, readonly ChangedAttribute[]> = new Map<
    string,
    readonly ChangedAttribute[]
  >()
  /** Columns that get another type, or the same from a type that was made anew. */
  readonly retyped: Set<string> = new Set<string>()
  /** Columns, replaced by others that were filled before: see `isExpandable`. */
  readonly expanded: Set<string> = new Set<string>()
  /** Columns and domains whose default is taken away for a while. */
  readonly redefaulted: Set<string> = new Set<string>()
  /** Columns whose values wait as text, because nothing else lets what their type is made of change. */
  readonly waiting: Set<string> = new Set<string>()
  /** Functions that are empty for a while. */
  readonly emptied: Set<string> = new Set<string>()
  /** Sequences that leave their column before it goes. */
  readonly released: Set<string> = new Set<string>()

  constructor(sides: Sides) {
    this.#sides = sides
  }

  /** Whether an object of the old schema is dropped, for good or to be made anew. */
  isRemoved(key: string): boolean {
    const whole = this.#wholeKey(key, 'from')
    return this.#goes(key) || (whole !== null && this.#goes(whole))
  }

  /** Whether an object of the new schema is made, for the first time or anew. */
  isMade(key: string): boolean {
    const whole = this.#wholeKey(key, 'to')
    return this.#comes(key) || (whole !== null && this.#comes(whole))
  }

  /** Whether an object is on both sides and stays. */
  isKept(key: string): boolean {
    const { from, to } = this.#sides
    return from.objects.has(key) && to.objects.has(key) && !this.isRemoved(key)
  }

  /** What is changed in place. */
  changed(key: string): ReadonlySet<AttributeName> {
    return new Set((this.altered.get(key) ?? []).map(({ attribute }) => attribute))
  }

  #goes(key: string): boolean {
    return this.dropped.has(key) || this.replaced.has(key)
  }

  #comes(key: string): boolean {
    return this.created.has(key) || this.replaced.has(key)
  }

  #wholeKey(key: string, which: keyof Sides): string | null {
    const side = this.#sides[which]
    const object = side.objects.get(key)
    return object === undefined ? null : wholeKeyOf(object.reference, side)
  }
}
