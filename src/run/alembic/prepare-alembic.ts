import type { AlembicRun } from '../../history/alembic/run/alembic-run.ts'
import type { RevisionOutcome } from '../../history/alembic/revision-outcome.ts'
import type { AlembicDatabaseRevision, Revision } from '../../history/revision.ts'
import { loadParser } from '../../sql/parser.ts'
import { withLockRetries } from '../lock-retries.ts'
import type { Opened, Run } from '../opened.ts'
import { withShadow } from '../rebuild.ts'
import type { ReleaseRecord } from '../release-record.ts'
import type { RunContext } from '../run-context.ts'
import { beginMigration } from '../session-defaults.ts'
import type { AlembicDatabaseStanding } from '../standing.ts'
import { watched } from '../watch.ts'
import { alembicWorld } from './alembic-world.ts'
import type { DryVersions } from './dry-versions.ts'
import { claimedRevisions } from './rebuild-alembic.ts'

/** Which revisions of Alembic are to be run, and which way. */
export interface AlembicJob {
  /** Those of other tools are passed over; in the order in which they are run. */
  readonly revisions: readonly Revision[]
  readonly direction: 'up' | 'down'
  /**
   * What Alembic's own command would be told for a database, or for every one; else it is worked out.
   */
  readonly target?: { readonly database: string | null; readonly words: string } | undefined
}

/** Revisions that were rehearsed and may be run. */
export interface PreparedAlembic {
  /** Runs one and writes it into the minutes; in a dry run, writes down what would be sent. */
  run(record: ReleaseRecord, revision: AlembicDatabaseRevision): Promise<void>
}

/**
 * Rehearses revisions of Alembic on shadows, each database from what it has to what it is to get.
 *
 * @throws UserError `alembic-gaps` where something of them cannot be run without Python; nothing was done
 */
export async function prepareAlembic(
  run: Run,
  opened: readonly Opened[],
  job: AlembicJob,
): Promise<PreparedAlembic> {
  const prepared = new Map<string, PreparedDatabase>()
  for (const { context, standing } of opened) {
    const revisions = job.revisions.filter(isAlembics)
    const mine = revisions.filter(({ database }) => database === context.database)
    if (standing.kind === 'sql' || mine.length === 0) continue
    const outcomes = await rehearsed(run, { context, standing, job, revisions: mine })
    const one = { run, context, standing, outcomes, direction: job.direction }
    prepared.set(context.database, new PreparedDatabase(one))
  }
  return {
    run: async (record, revision) => {
      record.begin(revision)
      const database = prepared.get(revision.database)
      if (database === undefined) throw new RangeError(`${revision.id} was not rehearsed`)
      record.done(revision, await database.run(revision))
    },
  }
}

function isAlembics(revision: Revision): revision is AlembicDatabaseRevision {
  return revision.kind === 'alembic'
}

interface Rehearsing {
  readonly context: RunContext
  readonly standing: AlembicDatabaseStanding
  readonly job: AlembicJob
  readonly revisions: readonly AlembicDatabaseRevision[]
}

async function rehearsed(
  run: Run,
  { context, standing, job, revisions }: Rehearsing,
): Promise<readonly RevisionOutcome[]> {
  const { rehearseAlembic } = await import('../../history/alembic/run/rehearse-alembic.ts')
  await loadParser()
  const { database, clock, progress } = context
  const { history } = standing
  const task = { lane: database, title: 'rehearsal' }
  const from = clock.monotonic()
  progress.started(task)
  let end: 'done' | 'failed' = 'failed'
  try {
    const outcomes = await withShadow(run, (shadow) =>
      rehearseAlembic(shadow, {
        ...{ history: history.source, database, direction: job.direction },
        before: claimedRevisions(standing).map(({ source }) => source),
        pending: revisions.map(({ source }) => source),
        target: targetOf(job, standing, revisions.length),
        options: alembicWorld(run, database),
      }),
    )
    end = 'done'
    return outcomes
  } finally {
    progress.finished(task, end, clock.monotonic() - from)
  }
}

/** What to tell Alembic instead. */
function targetOf(
  { target, direction }: AlembicJob,
  { database, history }: AlembicDatabaseStanding,
  count: number,
): string {
  if (target && (target.database ?? database) === database) return target.words
  return direction === 'up' ? (history.target ?? 'heads') : `-${count}`
}

interface DatabaseFacts {
  readonly run: Run
  readonly context: RunContext
  readonly standing: AlembicDatabaseStanding
  readonly outcomes: readonly RevisionOutcome[]
  readonly direction: 'up' | 'down'
}

class PreparedDatabase {
  readonly #facts: DatabaseFacts
  #live: AlembicRun | null = null
  #dry: DryVersions | null = null

  constructor(facts: DatabaseFacts) {
    this.#facts = facts
  }

  /** Runs a revision; gives the milliseconds that it took. */
  async run({ id, source }: AlembicDatabaseRevision): Promise<number> {
    const { run, context } = this.#facts
    const from = context.clock.monotonic()
    await (run.recording === null ? this.#runLive(source) : this.#runDry(id))
    return context.clock.monotonic() - from
  }

  async #runDry(id: string): Promise<void> {
    const { context, standing, outcomes, direction } = this.#facts
    const { DryVersions } = await import('./dry-versions.ts')
    this.#dry ??= new DryVersions(standing, direction)
    const outcome = outcomes.find(({ revision }) => revision.id === id)
    if (outcome === undefined) throw new RangeError(`${id} was not rehearsed`)
    await this.#dry.send(context, outcome)
  }

  async #runLive(source: AlembicDatabaseRevision['source']): Promise<void> {
    const { context, direction } = this.#facts
    const { clock, progress } = context
    const task = { lane: context.database, title: source.id }
    const from = clock.monotonic()
    progress.started(task)
    let end: 'done' | 'failed' = 'failed'
    try {
      const live = await this.#started()
      await withLockRetries(context, task, () =>
        watched(context, task, async () => {
          await live.run(source, direction)
        }),
      )
      end = 'done'
    } finally {
      progress.finished(task, end, clock.monotonic() - from)
    }
  }

  /** env.py is evaluated once, before the first revision. */
  async #started(): Promise<AlembicRun> {
    if (this.#live !== null) return this.#live
    const { run, context, standing } = this.#facts
    const { AlembicRun } = await import('../../history/alembic/run/alembic-run.ts')
    const { database, session, timeouts } = context
    const live = new AlembicRun(standing.history.source, session, {
      ...{ ...alembicWorld(run, database), x: [], database },
      begin: beginMigration(timeouts),
      uuid: run.environment.newRelease,
    })
    await live.start()
    this.#live = live
    return live
  }
}
