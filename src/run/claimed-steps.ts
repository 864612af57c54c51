import type { ReplayStep } from '../history/replay.ts'
import type { SqlStanding } from './standing.ts'

/** What of a revision has been run in the database, and can be run again. */
export function claimedSteps({ revision, row }: SqlStanding): readonly ReplayStep[] {
  if (revision === null || row === null || row.state === 'skipped') return []
  if (row.state === 'applied') return [{ revision, statements: null }]
  // On its way down some of it is gone; what is left is told by the differences.
  return [{ revision, statements: row.direction === 'up' ? row.statements : null }]
}
