import { referenceKey, type ObjectReference } from '../../catalogue/object-reference.ts'
import type { Place } from '../../kernel/place.ts'
import { sortedBy } from '../../kernel/ordering.ts'
import { changedObjects, type ChangedObject, type ObjectChange } from './object-change.ts'
import type { TrackedObject, TrackedObjects } from './tracked-object.ts'
import type { Touched } from './watch.ts'

/** An object that revisions made, and what became of it. */
export interface BlamedObject {
  /** By its last name. */
  readonly object: ObjectReference
  /** Whether it is there after the last revision. */
  readonly isThere: boolean
  /** In the order of the revisions. */
  readonly deeds: readonly Deed[]
}

/** What one revision did to one object. */
export interface Deed {
  /** Its id. */
  readonly revision: string
  readonly file: string
  readonly change: ObjectChange
  /**
   * Where the statements stand that can have done it: one as a rule. None where it is only known
   * that the revision did it.
   */
  readonly places: readonly Place[]
}

/** The revision that something is put down to. */
export interface Author {
  readonly revision: string
  readonly file: string
  /** The places of the statements behind a change. */
  placesOf(tracked: TrackedObject, change: ObjectChange): readonly Place[]
}

/** Puts down what revisions did to objects, object by object. */
export class BlameRecord {
  readonly #living = new Map<string, Life>()
  readonly #ended: Life[] = []

  /** @param objects what is there before the first revision: nobody's work */
  constructor(objects: TrackedObjects) {
    for (const group of objects.values()) {
      for (const { identity, object } of group) {
        this.#living.set(identity, { object: object.reference, deeds: [] })
      }
    }
  }

  /** Takes down what a revision did; returns how many objects it created, altered and dropped. */
  record({ before, after }: Touched, author: Author): ChangeCounts {
    const changed = changedObjects(before, after)
    for (const one of changed) this.#recordOne(one, author)
    return countChanges(changed)
  }

  /**
   * Takes note that objects were dropped and made anew by the revision that had made them: they are
   * the same ones, by their names. What is otherwise now was done by that revision.
   */
  adopt({ before, after }: Touched, author: Author): void {
    const names = new Map(after.map((tracked) => [keyOf(tracked), tracked]))
    const adopted = before.map((tracked) => {
      const again = names.get(keyOf(tracked))
      return again === undefined ? tracked : this.#adoptOne(tracked, again)
    })
    for (const one of changedObjects(adopted, after)) this.#recordOne(one, author)
  }

  #adoptOne(tracked: TrackedObject, again: TrackedObject): TrackedObject {
    const life = this.#living.get(tracked.identity)
    if (life !== undefined) {
      this.#living.delete(tracked.identity)
      this.#living.set(again.identity, life)
    }
    return { ...tracked, identity: again.identity, whole: again.whole }
  }

  /** All objects that were touched, sorted; of two of one name the earlier one first. */
  objects(): readonly BlamedObject[] {
    const lives = [
      ...this.#ended.map(blamed(false)),
      ...[...this.#living.values()].map(blamed(true)),
    ]
    return sortedBy(
      lives.filter(({ deeds }) => deeds.length > 0),
      ({ object }) => referenceKey(object),
    )
  }

  #recordOne({ tracked, changes }: ChangedObject, author: Author): void {
    const { identity, object } = tracked
    const life = this.#living.get(identity) ?? { object: object.reference, deeds: [] }
    this.#living.set(identity, life)
    life.object = object.reference
    for (const change of changes) {
      const { revision, file } = author
      life.deeds.push({ revision, file, change, places: author.placesOf(tracked, change) })
      if (change.kind !== 'dropped') continue
      this.#living.delete(identity)
      this.#ended.push(life)
    }
  }
}

function keyOf({ object }: TrackedObject): string {
  return referenceKey(object.reference)
}

interface Life {
  object: ObjectReference
  readonly deeds: Deed[]
}

function blamed(isThere: boolean): (life: Life) => BlamedObject {
  return ({ object, deeds }) => ({ object, isThere, deeds })
}

/** How many objects a revision touched, parts of tables too. */
export interface ChangeCounts {
  readonly created: number
  /** Or renamed. */
  readonly altered: number
  readonly dropped: number
}

function countChanges(changed: readonly ChangedObject[]): ChangeCounts {
  const kinds = changed.flatMap(({ changes: [change] }) => change?.kind ?? [])
  const count = (wanted: ObjectChange['kind']): number =>
    kinds.filter((kind) => kind === wanted).length
  return {
    created: count('created'),
    altered: count('altered') + count('renamed'),
    dropped: count('dropped'),
  }
}
