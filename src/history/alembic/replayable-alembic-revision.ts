import type { Session } from '../../postgres/session.ts'
import type { Direction, ReplayableRevision, ReplayGround } from '../replayed-revision.ts'
import type { AlembicRevision } from './alembic-revision.ts'
import type { AlembicHistory } from './read-alembic-history.ts'
import { AlembicReplay, type EnvironmentOutcome, type ReplayOptions } from './replay-revision.ts'
import { SessionSettings, setsSomething } from './replay/session-settings.ts'
import type { RevisionOutcome } from './revision-outcome.ts'
import { revisionsUpTo } from './revisions-up-to.ts'

/** Which revisions are replayed, and how. */
export interface ReplayableAlembicOptions extends Omit<ReplayOptions, 'versionTable'> {
  /** The name of the database whose history it is. */
  readonly database: string
  /** As for `alembic upgrade`: `auth@head`, an id; the heads by default. */
  readonly target?: string | null
}

/** Runs one revision, and tells all that came of it. */
export interface ReplayableAlembicRevision extends ReplayableRevision {
  execute(ground: ReplayGround, direction: Direction): Promise<RevisionOutcome>
}

/**
 * The revisions of a history, in upgrade order. Those that are executed on one session are one run of
 * Alembic: env.py is evaluated once, before the first, with which it is told.
 *
 * @throws UserError `unknown-revision`
 */
export function replayableAlembicRevisions(
  history: AlembicHistory,
  { database, target = null, ...options }: ReplayableAlembicOptions,
): readonly ReplayableAlembicRevision[] {
  const runs = new SessionRuns(history, { ...options, database })
  return revisionsUpTo(history, target).map((revision) => ({
    ...{ database, id: revision.id, title: revision.message, file: revision.file },
    hasDown: revision.hasDowngrade,
    execute: (ground, direction) => runs.execute(revision, ground, direction),
  }))
}

/** A run of Alembic on one session. */
interface SessionRun {
  readonly replay: AlembicReplay
  readonly settings: SessionSettings
  /** What env.py did, until it is told. */
  environment: EnvironmentOutcome | null
}

class SessionRuns {
  readonly #history: AlembicHistory
  readonly #options: ReplayOptions
  readonly #runs = new WeakMap<Session, SessionRun>()

  constructor(history: AlembicHistory, options: ReplayOptions) {
    this.#history = history
    this.#options = options
  }

  async execute(
    revision: AlembicRevision,
    { session, transaction }: ReplayGround,
    direction: Direction,
  ): Promise<RevisionOutcome> {
    const existing = this.#runs.get(session)
    const run = existing ?? (await this.#start({ session, transaction }))
    if (existing) await run.settings.restore(session)
    const outcome = await run.replay.replay(revision, direction, transaction)
    if (transaction === 'own') {
      this.#runs.set(session, run)
      const hasSet = outcome.statements.some(({ sql }) => setsSomething(sql))
      if (hasSet) await run.settings.take(session)
    }
    const told = run.environment === null ? outcome : withEnvironment(outcome, run.environment)
    run.environment = null
    return told
  }

  async #start({ session, transaction }: ReplayGround): Promise<SessionRun> {
    const options = { ...this.#options, versionTable: 'meanwhile' } as const
    const replay = new AlembicReplay(this.#history, session, options)
    const environment = await replay.start(transaction)
    const settings = new SessionSettings()
    await settings.take(session)
    return { replay, settings, environment }
  }
}

/** What env.py did before the first revision is told with it. */
function withEnvironment(
  outcome: RevisionOutcome,
  { statements, gaps, failures }: EnvironmentOutcome,
): RevisionOutcome {
  const refused = failures.map(({ message, at }) => ({
    ...{ text: `refused: ${message}`, at, kind: 'consequence' as const, touches: [] },
  }))
  const all = [...gaps, ...refused, ...outcome.gaps]
  return {
    ...outcome,
    state: outcome.state === 'applied' && all.length > 0 ? 'in part' : outcome.state,
    statements: [...statements, ...outcome.statements],
    gaps: all,
  }
}
