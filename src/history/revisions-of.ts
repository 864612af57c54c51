import type { History, Revision } from './revision.ts'

/** The revisions of histories, one history after the other, each in its own order. */
export function revisionsOf(histories: readonly History[]): readonly Revision[] {
  return histories.flatMap((history): readonly Revision[] => history.revisions)
}

/** Whether a way back was written for a revision. */
export function hasWayBack(revision: Revision): boolean {
  switch (revision.kind) {
    case 'sql':
      return revision.down !== null
    case 'alembic':
      return revision.source.hasDowngrade
  }
}
