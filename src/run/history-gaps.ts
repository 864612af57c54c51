import type { RevisionOutcome } from '../history/alembic/revision-outcome.ts'
import type { AlembicHistory } from '../history/alembic/read-alembic-history.ts'
import { resetSession } from '../history/reset-session.ts'
import type { AlembicDatabaseHistory } from '../history/revision.ts'
import { excerpt } from '../kernel/excerpt.ts'
import type { Place } from '../kernel/place.ts'
import { loadParser } from '../sql/parser.ts'
import { replayableAlembic } from './alembic/replayable-alembic.ts'
import { historyOf, type Run } from './opened.ts'
import { withShadow } from './rebuild.ts'
import { selectDatabases } from './selection.ts'

/** How much of the migrations of a database was read. */
export interface HistoryGaps {
  readonly database: string
  /** Counts of revisions. */
  readonly whole: number
  readonly inPart: number
  readonly notAtAll: number
  /** In the order of the revisions. */
  readonly gaps: readonly HistoryGap[]
}

/** Something of a revision that could not be read. */
export interface HistoryGap {
  readonly revision: string
  /** A clause without a full stop. */
  readonly reason: string
  readonly at: Place
  /** The source around the place, with a caret. */
  readonly excerpt: string
  /** Whether no more than rows can differ. */
  readonly rowsOnly: boolean
}

/**
 * Replays the histories of Alembic on shadows, both whole and faulty ones, and gathers what could not be
 * read of them. SQL files need no reading. Sorted by database.
 */
export async function historyGaps(
  run: Run,
  only: readonly string[],
): Promise<readonly HistoryGaps[]> {
  const found: HistoryGaps[] = []
  for (const { name: database } of selectDatabases(run.application, only)) {
    const history = historyOf(run.histories, database)
    const read = { database, whole: history.revisions.length, inPart: 0, notAtAll: 0, gaps: [] }
    found.push(history.kind === 'sql' ? read : await alembicGaps(run, history))
  }
  return found
}

async function alembicGaps(run: Run, history: AlembicDatabaseHistory): Promise<HistoryGaps> {
  await loadParser()
  const { database, source, revisions } = history
  const replayable = await replayableAlembic(run, history, revisions)
  const outcomes: RevisionOutcome[] = []
  await withShadow(run, async (shadow) => {
    for (const revision of replayable) {
      outcomes.push(await revision.execute({ session: shadow, transaction: 'own' }, 'up'))
      await resetSession(shadow)
    }
  })
  const count = (isMeant: (outcome: RevisionOutcome) => boolean): number =>
    outcomes.filter(isMeant).length
  return {
    database,
    whole: count(({ gaps }) => gaps.length === 0),
    inPart: count(({ gaps, statements }) => gaps.length > 0 && statements.length > 0),
    notAtAll: count(({ gaps, statements }) => gaps.length > 0 && statements.length === 0),
    gaps: outcomes.flatMap((outcome) => gapsOf(outcome, source)),
  }
}

function gapsOf(
  { revision, gaps }: RevisionOutcome,
  { modules }: AlembicHistory,
): readonly HistoryGap[] {
  return gaps.map(({ text: reason, at, kind }) => ({
    revision: revision.id,
    reason,
    at,
    excerpt: excerpt(modules.files.get(at.file) ?? '', at),
    rowsOnly: kind === 'rows',
  }))
}
