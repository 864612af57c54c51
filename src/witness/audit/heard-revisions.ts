import {
  interruptedSqlRevision,
  replayableSqlRevision,
} from '../../history/replayable-sql-revision.ts'
import type { ReplayableRevision } from '../../history/replayed-revision.ts'
import type { Revision } from '../../history/revision.ts'
import { claimedSteps } from '../../run/claimed-steps.ts'
import type { DatabaseStanding, RevisionStanding } from '../../run/standing.ts'
import { placeWithin } from './place-within.ts'
import type { FindPlace } from './touches-of-blame.ts'

/** What of a history is replayed, whatever tool it is written for. */
export interface HeardRevisions {
  /** All that a new database would get, in its order. */
  readonly head: readonly ReplayableRevision[]
  /** Those that the database claims to have, the very same ones where it has the whole of them. */
  readonly claimed: readonly ReplayableRevision[]
  readonly findPlace: FindPlace
}

/** What is replayed of migrations written as SQL files. */
export function heardSqlRevisions({ revisions }: DatabaseStanding): HeardRevisions {
  const whole = new Map<Revision, ReplayableRevision>()
  const wholeOf = (revision: Revision): ReplayableRevision => {
    const made = whole.get(revision) ?? replayableSqlRevision(revision)
    whole.set(revision, made)
    return made
  }
  const claimed = revisions
    .flatMap(claimedSteps)
    .map(({ revision, statements }) =>
      statements === null ? wholeOf(revision) : interruptedSqlRevision(revision, statements),
    )
  return { head: revisions.flatMap(headRevision).map(wholeOf), claimed, findPlace: placeWithin }
}

/** What the database skipped stays out: its end is another one than that of a database with all. */
function headRevision({ revision, row }: RevisionStanding): readonly Revision[] {
  return revision === null || row?.state === 'skipped' ? [] : [revision]
}
