import fc from 'fast-check'
import type { Dependency } from '../../../src/catalogue/dependency.ts'
import type { ObjectReference } from '../../../src/catalogue/object-reference.ts'
import type { QualifiedName } from '../../../src/catalogue/qualified-name.ts'
import { identifier } from '../../../src/sql/identifier.ts'
import { freshName } from './odd-text.ts'

/** Draws a value, as `fc.gen()` gives it. */
export type Draw = <T>(arbitrary: fc.Arbitrary<T>) => T

/** Of what a schema is made up. */
export interface Words {
  /** `counted`: names tell a kind and a number, so that two schemas have many of them in common. */
  readonly names: fc.Arbitrary<string> | 'counted'
  readonly texts: fc.Arbitrary<string>
  /** Whether every kind of object is there, with a comment. */
  readonly full: boolean
}

/** What is drawn while a schema is made up: names that were not taken, choices, dependencies. */
export class Draft {
  readonly dependencies: Dependency[] = []
  readonly #taken = new Set(reservedNames)
  readonly #counts = new Map<string, number>()
  readonly #draw: Draw
  readonly #words: Words
  #schemas: readonly string[] = ['public']

  constructor(draw: Draw, words: Words) {
    this.#draw = draw
    this.#words = words
  }

  /** The schemas in which names are drawn from here on. */
  set schemas(names: readonly string[]) {
    this.#schemas = names
  }

  /** A name that nothing else has. */
  name(kind: string): string {
    const { names } = this.#words
    return names === 'counted' ? this.#counted(kind) : freshName(this.#draw(names), this.#taken)
  }

  #counted(kind: string): string {
    const count = (this.#counts.get(kind) ?? 0) + 1
    this.#counts.set(kind, count)
    return `${kind}"${count}`
  }

  /** Such a name, as near to a wanted one as can be. */
  nameLike(wanted: string): string {
    return freshName(wanted, this.#taken)
  }

  /** A name that nothing else has, in one of the schemas. */
  qualifiedName(kind: string): QualifiedName {
    const name = this.name(kind)
    // The same name in the same schema, as long as there are as many of them.
    const [first = 'public'] = this.#schemas
    const counted = this.#words.names === 'counted' && !this.chance(6)
    return { schema: counted ? first : this.one(this.#schemas), name }
  }

  /** Any text. */
  text(): string {
    return this.#draw(this.#words.texts)
  }

  /** Mostly none. */
  comment(): string | null {
    // PostgreSQL takes an empty comment for none.
    return this.#words.full || this.chance(3) ? this.text() || null : null
  }

  one<T>(choices: readonly T[]): T {
    return this.#draw(fc.constantFrom(...choices))
  }

  some<T>(choices: readonly T[]): readonly T[] {
    return this.#draw(fc.subarray([...choices]))
  }

  /** So many things, at most. */
  upTo<T>(limit: number, make: () => T): readonly T[] {
    const length = this.#words.full ? limit : this.#draw(fc.nat(limit))
    return Array.from({ length }, make)
  }

  /** Some of several ways to make a thing, at most so many; all of them in a full schema. */
  upToOf<T>(limit: number, ways: readonly ((draft: Draft) => T)[]): readonly T[] {
    if (this.#words.full) return ways.map((way) => way(this))
    return this.upTo(limit, () => this.one(ways)(this))
  }

  /** True once in so many times, and always in a full schema. */
  sometimes(times: number): boolean {
    return this.#words.full || this.chance(times)
  }

  /** True once in so many times. */
  chance(times: number): boolean {
    return this.#draw(fc.nat(times - 1)) === 0
  }

  integer(min: number, max: number): number {
    return this.#draw(fc.integer({ min, max }))
  }

  /** Notes that one object needs another one. */
  needs(dependent: ObjectReference, on: ObjectReference): void {
    this.dependencies.push({ dependent, on, kind: 'normal' })
  }
}

/** A text as PostgreSQL prints it within expressions: backslashes are left alone. */
export function printedText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}

/** A name with its schema, as PostgreSQL prints it. */
export function printedName({ schema, name }: QualifiedName): string {
  return `${identifier(schema)}.${identifier(name)}`
}

/** Names of schemas and columns that PostgreSQL or we keep for ourselves, or that are there. */
const reservedNames: readonly string[] = [
  ...['public', 'elenchus', 'information_schema'],
  ...['tableoid', 'cmax', 'xmax', 'cmin', 'xmin', 'ctid', 'oid'],
]
