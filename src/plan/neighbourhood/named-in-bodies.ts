import type { CatalogueObject } from '../../compare/catalogue-object.ts'

/**
 * What the bodies of functions may use. PostgreSQL keeps no dependencies of bodies that are texts,
 * and a plan may run them: to fill a materialised view, to compute a default, in a trigger for a
 * whole statement. So every word of a body that is the name of an object counts as a use of it, in
 * comments and strings too, for a string may be run as a statement. Only names that are put together
 * while the function runs are not seen.
 */
export class NamedInBodies {
  readonly #byName = new Map<string, string[]>()

  /** @param wholes by their keys, what can be named. */
  constructor(wholes: ReadonlyMap<string, CatalogueObject>) {
    for (const [key, { reference }] of wholes) {
      if (!('schema' in reference)) continue
      const keys = this.#byName.get(reference.name)
      if (keys === undefined) this.#byName.set(reference.name, [key])
      else keys.push(key)
    }
  }

  /** The keys of what a function or procedure may use. */
  of(definition: string): ReadonlySet<string> {
    const found = new Set<string>()
    for (const [text] of definition.matchAll(names)) {
      const isQuoted = text.startsWith('"')
      const spellings = isQuoted
        ? [text.slice(1, -1).replaceAll('""', '"')]
        : [text, text.toLowerCase()]
      for (const name of spellings) {
        for (const key of this.#byName.get(name) ?? []) found.add(key)
      }
    }
    return found
  }
}

/** As they stand in SQL, or, within a string, as they are. */
const names = /"(?:[^"]|"")+"|[A-Za-z_\u0080-\uffff][A-Za-z0-9_$\u0080-\uffff]*/g
