import type { Catalogue } from '../catalogue/catalogue.ts'
import type { ObjectRights, RightsReference } from '../catalogue/object-rights.ts'
import { referenceKey } from '../catalogue/object-reference.ts'
import { objectsOf } from '../compare/catalogue-object.ts'
import { namesakesOf } from './namesakes.ts'

/**
 * What owners and privileges there should be after a plan, of those that there were before: of what
 * stays, of what is made anew, and of routines that get other arguments.
 */
export function expectedRights(
  before: readonly ObjectRights[],
  from: Catalogue,
  to: Catalogue,
): readonly ObjectRights[] {
  const successors = new Successors(before, from, to)
  return before.flatMap((rights) => successors.of(rights).map((object) => ({ ...rights, object })))
}

class Successors {
  readonly #before: ReadonlyMap<string, ObjectRights>
  readonly #from: Catalogue
  readonly #to: Catalogue
  readonly #present: ReadonlySet<string>

  constructor(before: readonly ObjectRights[], from: Catalogue, to: Catalogue) {
    this.#before = new Map(before.map((rights) => [referenceKey(rights.object), rights]))
    this.#from = from
    this.#to = to
    this.#present = new Set(objectsOf(to).keys())
  }

  of({ object }: ObjectRights): readonly RightsReference[] {
    if (this.#present.has(referenceKey(object))) return [object]
    switch (object.kind) {
      case 'routine':
      case 'aggregate':
        return this.#ofRoutine(object)
      case 'sequence':
        return this.#ofIdentity(object)
      case 'table':
        return this.#ifPresent({ ...object, kind: 'view' })
      case 'view':
        return this.#ifPresent({ ...object, kind: 'table' })
      case 'column':
        return this.#ifPresent({ ...object, kind: 'view-column' })
      case 'view-column':
        return this.#ifPresent({ ...object, kind: 'column' })
      case 'type':
      case 'statistics':
        return []
    }
  }

  #ifPresent(object: RightsReference): readonly RightsReference[] {
    return this.#present.has(referenceKey(object)) ? [object] : []
  }

  #ofRoutine(object: RightsReference): readonly RightsReference[] {
    const { gone, come } = namesakesOf(object, this.#from, this.#to)
    const [first] = gone
    const isFirst = first !== undefined && referenceKey(first) === referenceKey(object)
    return isFirst && this.#areAlike(gone) ? come : []
  }

  #areAlike(routines: readonly RightsReference[]): boolean {
    const texts = routines.map((each) => {
      const { owner, granted, revoked } = this.#before.get(referenceKey(each)) ?? {}
      return JSON.stringify([owner, granted, revoked])
    })
    return new Set(texts).size === 1
  }

  #ofIdentity({ schema, name }: RightsReference): readonly RightsReference[] {
    const sequences = this.#to.tables.flatMap((table) =>
      table.columns.flatMap(({ name: column, identity }) => {
        const old = this.#from.tables
          .find((each) => each.schema === table.schema && each.name === table.name)
          ?.columns.find((each) => each.name === column)?.identity?.sequence
        const isIt = old?.schema === schema && old.name === name
        return isIt && identity !== null ? [identity.sequence] : []
      }),
    )
    return sequences.map((sequence) => ({ kind: 'sequence', ...sequence }))
  }
}
