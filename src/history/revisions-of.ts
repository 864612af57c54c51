import type { History, Revision } from './revision.ts'

/** The revisions of histories, one history after the other, each in its own order. */
export function revisionsOf(histories: readonly History[]): readonly Revision[] {
  return histories.flatMap((history): readonly Revision[] => history.revisions)
}
