import type { HistoryBreak } from '../../audit/history-break.ts'
import {
  interruptedSqlRevision,
  replayableSqlRevision,
} from '../../history/replayable-sql-revision.ts'
import type { ReplayStep } from '../../history/replay.ts'
import type { ReplayableRevision } from '../../history/replayed-revision.ts'
import type { SqlRevision } from '../../history/revision.ts'
import { replayableAlembic } from '../../run/alembic/replayable-alembic.ts'
import { claimedSteps } from '../../run/claimed-steps.ts'
import type { Run } from '../../run/opened.ts'
import type {
  AlembicDatabaseStanding,
  DatabaseStanding,
  SqlDatabaseStanding,
  SqlStanding,
} from '../../run/standing.ts'
import { breaksOf } from './breaks-of.ts'
import { placeInPython } from './place-in-python.ts'
import { placeWithin } from './place-within.ts'
import type { FindPlace } from './touches-of-blame.ts'

/** What of a history is replayed, whatever tool it is written for. */
export interface HeardRevisions {
  /** All that a new database would get, in its order. */
  readonly head: readonly ReplayableRevision[]
  /** Those that the database claims to have, the very same ones where it has the whole of them. */
  readonly claimed: readonly ReplayableRevision[]
  readonly breaks: readonly HistoryBreak[]
  readonly findPlace: FindPlace
  /**
   * All that tells these revisions from others, to know them again; null where that cannot be said: what
   * Python comes to hangs on more than its file, and what another server answers on no file at all.
   */
  readonly identity: string | null
}

/** What is replayed of a history, as far as a database stands in it. */
export async function heardRevisions(
  run: Run,
  standing: DatabaseStanding,
): Promise<HeardRevisions> {
  switch (standing.kind) {
    case 'sql':
      return heardSqlRevisions(standing)
    case 'alembic':
      return heardAlembicRevisions(run, standing)
  }
}

function heardSqlRevisions({ revisions }: SqlDatabaseStanding): HeardRevisions {
  const whole = new Map<SqlRevision, ReplayableRevision>()
  const wholeOf = (revision: SqlRevision): ReplayableRevision => {
    const made = whole.get(revision) ?? replayableSqlRevision(revision)
    whole.set(revision, made)
    return made
  }
  const steps = revisions.flatMap(claimedSteps)
  const claimed = steps.map(({ revision, statements }) =>
    statements === null ? wholeOf(revision) : interruptedSqlRevision(revision, statements),
  )
  const wanted = revisions.flatMap(headRevision)
  const head = wanted.map(wholeOf)
  return { head, claimed, breaks: [], findPlace: placeWithin, identity: identityOf(wanted, steps) }
}

function identityOf(head: readonly SqlRevision[], claimed: readonly ReplayStep[]): string | null {
  if ([...head, ...claimed.map(({ revision }) => revision)].some(asksElsewhere)) return null
  return JSON.stringify([
    head.map(({ id, file, text }) => [id, file, text]),
    claimed.map(({ revision: { id, file, text }, statements }) => [id, file, text, statements]),
  ])
}

/** What is imported from another server, or asked of it, may be something else tomorrow. */
function asksElsewhere({ text }: SqlRevision): boolean {
  return /\bforeign\s+(?:schema|table|data)\b|\bdblink/i.test(text)
}

/** What the database skipped stays out: its end is another one than that of a database with all. */
function headRevision({ revision, row }: SqlStanding): readonly SqlRevision[] {
  return revision === null || row?.state === 'skipped' ? [] : [revision]
}

/** Branches may be run in any order: what is claimed is run first, so that one replay shows both. */
async function heardAlembicRevisions(
  run: Run,
  { history, revisions }: AlembicDatabaseStanding,
): Promise<HeardRevisions> {
  const all = await replayableAlembic(run, history, [...history.revisions, ...history.beyond])
  const wanted = new Set(history.revisions.map(({ id }) => id))
  const applied = new Set(revisions.flatMap(({ id, state }) => (state === 'applied' ? [id] : [])))
  const claimed = all.filter(({ id }) => applied.has(id))
  const rest = all.filter(({ id }) => wanted.has(id) && !applied.has(id))
  const texts = history.source.modules.files
  return {
    head: [...claimed.filter(({ id }) => wanted.has(id)), ...rest],
    claimed,
    breaks: breaksOf(history),
    identity: null,
    findPlace: (object, { at, sql }) =>
      placeInPython(object, at, { text: texts.get(at.file) ?? '', sql }),
  }
}
