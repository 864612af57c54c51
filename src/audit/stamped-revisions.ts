import type { ObjectReference } from '../catalogue/object-reference.ts'
import { objectsOf } from '../compare/catalogue-object.ts'
import type { Testimonies } from '../compare/testimony.ts'
import type { RevisionFacts } from './audit-case.ts'
import type { Touches } from './touches.ts'

/** What tells whether a revision was run. */
export interface StampEvidence {
  readonly touches: Touches
  readonly testimonies: Testimonies
}

/**
 * The applied revisions of which nothing is in the database: all that they made, and that is still to be
 * there, is missing.
 */
export function stampedRevisions(
  chain: readonly RevisionFacts[],
  { touches, testimonies: { history, database } }: StampEvidence,
): ReadonlySet<string> {
  if (history === null || database === null) return new Set()
  const there = objectsOf(database.catalogue)
  const applied = new Set(chain.flatMap(({ id, state }) => (state === 'applied' ? [id] : [])))
  const missing = new Set<string>()
  const present = new Set<string>()
  for (const [key, { reference }] of objectsOf(history.claimed ?? history.catalogue)) {
    const maker = makerOf(reference, touches)
    if (maker === null || !applied.has(maker)) continue
    if (there.has(key)) present.add(maker)
    else missing.add(maker)
  }
  return new Set([...missing].filter((id) => !present.has(id)))
}

function makerOf(object: ObjectReference, touches: Touches): string | null {
  const made = touches.of(object).findLast(({ kind }) => kind === 'made')
  return made === undefined ? null : made.revision
}
