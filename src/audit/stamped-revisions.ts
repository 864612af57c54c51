import type { ObjectReference } from '../catalogue/object-reference.ts'
import { objectsOf } from '../compare/catalogue-object.ts'
import type { Testimonies } from '../compare/testimony.ts'
import type { RevisionFacts } from './audit-case.ts'
import { breakBehind, type KnownHistory } from './history-break.ts'
import type { Touches } from './touches.ts'

/** What tells whether a revision was run. */
export interface StampEvidence extends KnownHistory {
  readonly testimonies: Testimonies
}

/**
 * The applied revisions of which nothing is in the database: all that they made, and that is still to be
 * there, is missing. Where something of a later one is there, a single index or column was rather dropped
 * by hand.
 */
export function stampedRevisions(
  chain: readonly RevisionFacts[],
  { testimonies: { history, database }, ...known }: StampEvidence,
): ReadonlySet<string> {
  if (history === null || database === null) return new Set()
  const there = objectsOf(database.catalogue)
  const applied = new Set(chain.flatMap(({ id, state }) => (state === 'applied' ? [id] : [])))
  const missing = new Map<string, ObjectReference[]>()
  const present = new Set<string>()
  for (const [key, { reference }] of objectsOf(history.claimed ?? history.catalogue)) {
    const maker = makerOf(reference, known.touches)
    if (maker === null || !applied.has(maker)) continue
    // What is missing in a broken history may have dropped it.
    if (breakBehind(reference, null, known) !== null) continue
    if (there.has(key)) present.add(maker)
    else missing.set(maker, [...(missing.get(maker) ?? []), reference])
  }
  const last = chain.findLastIndex(({ id }) => present.has(id))
  return new Set(
    [...missing].flatMap(([id, objects]) => {
      if (present.has(id)) return []
      const isAfterAll = chain.findIndex((one) => one.id === id) > last
      const isWhole = objects.length > 1 || objects.some(({ kind }) => kind === 'table')
      return isAfterAll || isWhole ? [id] : []
    }),
  )
}

function makerOf(object: ObjectReference, touches: Touches): string | null {
  const made = touches.of(object).findLast(({ kind }) => kind === 'made')
  return made === undefined ? null : made.revision
}
