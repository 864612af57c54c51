import { referenceKey } from '../../catalogue/object-reference.ts'
import { partsOf, type CatalogueObject } from '../../compare/catalogue-object.ts'
import { NamedInBodies } from './named-in-bodies.ts'
import type { Ties } from './ties.ts'

/**
 * What a change of some objects can touch, lock or need, by the keys of whole objects:
 *
 * - what hangs on them, and on that in turn: it may have to be made anew. Of foreign keys only the
 *   next table: its key may, the table stays;
 * - partitions, children and parents, always together;
 * - the tables that they refer to, which a change of a foreign key locks;
 * - what all these need to be there. The foreign keys of those that are only neighbours need nothing:
 *   where the table that they refer to is not among the neighbours, they are left out.
 */
export function neighbourhoodOf(changed: Iterable<string>, ties: Ties): ReadonlySet<string> {
  const near = new Set<string>()
  const neighbours = new Neighbours(ties, near)
  spreadDependents(changed, ties, (key) => {
    neighbours.add(key)
    for (const table of ties.references.of(key)) neighbours.add(table)
    for (const table of ties.referrers.of(key)) neighbours.add(table)
  })
  // Every new database has it.
  neighbours.add(referenceKey({ kind: 'schema', name: 'public' }))
  for (const [key, whole] of ties.wholes) if (mayBeInTheWay(whole)) neighbours.add(key)
  return near
}

/** Changed objects, and whatever may be made anew with them. */
function spreadDependents(
  changed: Iterable<string>,
  { dependents, kin }: Ties,
  visit: (key: string) => void,
): void {
  const reached = new Set(changed)
  for (const key of reached) {
    visit(key)
    for (const dependent of dependents.of(key)) reached.add(dependent)
    for (const other of kin.of(key)) reached.add(other)
  }
}

/** What is there once for all that need it. */
class Neighbours {
  readonly #ties: Ties
  readonly #near: Set<string>
  readonly #named: NamedInBodies

  constructor(ties: Ties, near: Set<string>) {
    this.#ties = ties
    this.#near = near
    this.#named = new NamedInBodies(ties.wholes)
  }

  /** Adds an object with all that it needs. */
  add(start: string): void {
    const open = [start]
    for (let key = open.pop(); key !== undefined; key = open.pop()) {
      if (this.#near.has(key) || !this.#ties.wholes.has(key)) continue
      this.#near.add(key)
      open.push(...this.#ties.needs.of(key), ...this.#ties.kin.of(key), ...this.#usedBy(key))
    }
  }

  #usedBy(key: string): Iterable<string> {
    const body = this.#ties.bodies.get(key)
    if (body === undefined) return []
    // It can call what belongs to an extension, which is not described.
    return [...this.#named.of(body), ...this.#extensions()]
  }

  *#extensions(): Iterable<string> {
    for (const [key, { kind }] of this.#ties.wholes) if (kind === 'extension') yield key
  }
}

/** Whether an object has a name that a plan gives for a while: an earlier plan may have left it. */
function mayBeInTheWay(whole: CatalogueObject): boolean {
  return [whole, ...partsOf(whole)].some(
    ({ kind, reference }) =>
      kind !== 'column' && 'name' in reference && /\((?:new|old|sync)\)$/.test(reference.name),
  )
}
