import { watchCatalogues } from '../history/blame/watch-catalogues.ts'
import { watchEvents } from '../history/blame/watch-events.ts'
import type { Watch } from '../history/blame/watch.ts'
import {
  replayHistory,
  type HistoryReplay,
  type ReplayHistoryOptions,
} from '../history/replay-history.ts'
import { replayableSqlRevision } from '../history/replayable-sql-revision.ts'
import type { ReplayableRevision } from '../history/replayed-revision.ts'
import type { History } from '../history/revision.ts'
import { UserError } from '../kernel/user-error.ts'
import type { Session } from '../postgres/session.ts'
import { loadParser } from '../sql/parser.ts'
import { alembicCommand } from '../history/alembic/run/alembic-command.ts'
import { refuseAlembicFaults } from './alembic/refuse-alembic-faults.ts'
import { replayableAlembic } from './alembic/replayable-alembic.ts'
import { historyOf, type Run } from './opened.ts'
import { withShadow } from './rebuild.ts'
import { selectDatabases } from './selection.ts'

/** What came of replaying the history of a database on a shadow. */
export interface DatabaseReplay extends HistoryReplay {
  readonly compared: ComparedReason
}

/** Why all was compared after each revision; null where event triggers told what was touched. */
export type ComparedReason = 'no-right' | 'past-event-triggers' | null

/** What is done besides. */
export interface ReplayDatabaseOptions {
  /** Whether each revision is also taken back. */
  readonly down: boolean
}

/**
 * Replays the history of a database on a shadow. Where event triggers do not tell all, it is replayed
 * again, and all compared after each revision.
 *
 * @throws UserError for a database without migrations
 */
export async function replayDatabase(
  run: Run,
  database: string,
  { down }: ReplayDatabaseOptions,
): Promise<DatabaseReplay> {
  refuseAlembicFaults(run.histories, selectDatabases(run.application, [database]))
  const history = historyOf(run.histories, database)
  if (history.revisions.length === 0) throw emptyHistory(history)
  await loadParser()
  const replayable = await replayableRevisions(run, history)
  const job = { database, revisions: replayable, down }
  const replayed = await replayRevisions(run, job)
  if (replayed.compared !== null || replayed.unseen.length === 0) return replayed
  return replayCompared(run, job, 'past-event-triggers')
}

/** Revisions to be replayed, and in which lane that is told. */
export interface ReplayJob extends Pick<ReplayHistoryOptions, 'down' | 'onReplayed'> {
  readonly database: string
  readonly revisions: readonly ReplayableRevision[]
}

/**
 * Replays revisions on a shadow and puts down who did what: by event triggers, and where nobody may
 * make them by comparing all after each revision.
 */
export async function replayRevisions(run: Run, job: ReplayJob): Promise<DatabaseReplay> {
  const watched = await withShadow(run, async (shadow) => {
    const watch = await watchEvents(shadow)
    return watch === null ? null : replayOn(shadow, { run, job, watch })
  })
  return watched === null ? replayCompared(run, job, 'no-right') : { ...watched, compared: null }
}

function replayCompared(
  run: Run,
  job: ReplayJob,
  compared: ComparedReason,
): Promise<DatabaseReplay> {
  return withShadow(run, async (shadow) => {
    const watch = await watchCatalogues(shadow)
    return { ...(await replayOn(shadow, { run, job, watch })), compared }
  })
}

interface WatchedJob {
  readonly run: Run
  readonly job: ReplayJob
  readonly watch: Watch
}

async function replayOn(shadow: Session, { run, job, watch }: WatchedJob): Promise<HistoryReplay> {
  const { progress, clock } = run.environment
  const { database, revisions, ...options } = job
  const task = { lane: database, title: 'replay' }
  const from = clock.monotonic()
  progress.started(task)
  const onRevision = (done: number): void => {
    const detail = revisions[done]?.id ?? ''
    progress.advanced(task, { done, total: revisions.length, detail })
  }
  let outcome: 'done' | 'failed' = 'failed'
  try {
    const replayed = await replayHistory(shadow, revisions, { ...options, watch, onRevision })
    outcome = 'done'
    return replayed
  } finally {
    progress.finished(task, outcome, clock.monotonic() - from)
  }
}

/** The revisions of a history as they are replayed, whatever tool it is written for. */
export async function replayableRevisions(
  run: Run,
  history: History,
): Promise<readonly ReplayableRevision[]> {
  switch (history.kind) {
    case 'sql':
      return history.revisions.map(replayableSqlRevision)
    case 'alembic':
      return replayableAlembic(run, history, history.revisions)
  }
}

/** Where a history is asked for that has nothing in it. */
export function emptyHistory(history: History): UserError {
  const { database, folder } = history
  return new UserError(`Database "${database}" has no migrations in "${folder}".`, {
    code: 'no-migrations',
    hint: `Write the first: ${firstCommand(history)}`,
  })
}

function firstCommand(history: History): string {
  switch (history.kind) {
    case 'sql':
      return `elenchus new ${history.database} "initial schema"`
    case 'alembic':
      return alembicCommand(history.source.settings, ['revision', '-m', 'initial schema'])
  }
}
