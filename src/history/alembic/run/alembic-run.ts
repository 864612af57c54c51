import { excerpt } from '../../../kernel/excerpt.ts'
import type { Place } from '../../../kernel/place.ts'
import { UserError } from '../../../kernel/user-error.ts'
import { PostgresError, sqlState } from '../../../postgres/postgres-error.ts'
import type { Session } from '../../../postgres/session.ts'
import type { Direction } from '../../replayed-revision.ts'
import { asSentence, factsOf } from '../../statement-failure.ts'
import type { AlembicRevision } from '../alembic-revision.ts'
import type { AlembicHistory } from '../read-alembic-history.ts'
import { outcomeOf } from '../replay/outcome-of.ts'
import { RevisionProgram } from '../replay/revision-program.ts'
import { RunStopped } from '../replay/run-stopped.ts'
import type { ReplayWorld } from '../replay/replay-program.ts'
import type { RevisionFailure, RevisionOutcome } from '../revision-outcome.ts'
import { alembicCommand } from './alembic-command.ts'
import { LiveRunner } from './live-runner.ts'
import { versionChange, type VersionChange } from './version-change.ts'
import {
  makeVersionTable,
  readVersionRows,
  writeVersionRows,
  type VersionTableName,
} from './version-rows.ts'

/** What revisions may know of the world when they are run on a database. */
export interface AlembicRunOptions extends ReplayWorld {
  /** The name of the database, for people. */
  readonly database: string
  /** What each transaction begins with; `begin` by default. */
  readonly begin?: string
  readonly uuid: () => string
}

/**
 * Runs the revisions of a history on a database, as one process of Alembic: the session is held between
 * them. They have to have been rehearsed, and somebody has to keep others from doing the same.
 */
export class AlembicRun {
  readonly #history: AlembicHistory
  readonly #options: AlembicRunOptions
  readonly #runner: LiveRunner
  readonly #program: RevisionProgram

  constructor(history: AlembicHistory, session: Session, options: AlembicRunOptions) {
    this.#history = history
    this.#options = options
    this.#runner = new LiveRunner(session, {
      begin: options.begin ?? 'begin',
      tellGaps: () => {
        this.#program.tellGaps()
      },
    })
    this.#program = new RevisionProgram(history, this.#runner, options)
  }

  /** Evaluates env.py; what it sends itself is committed. */
  async start(): Promise<void> {
    const file = `${this.#history.settings.scriptFolder}/env.py`
    await this.#attempt({ name: file, at: { file, line: 1, column: 1 }, direction: 'up' }, () =>
      this.#program.evaluateEnvironment(),
    )
  }

  /** Whether env.py asked for revisions to be run, and did not make and stamp the schema itself. */
  get runsRevisions(): boolean {
    return this.#program.runsRevisions
  }

  /** Alembic's own table, as env.py configures it. */
  get versionTable(): VersionTableName {
    const { versionTable, versionTableSchema, versionTableHasKey } =
      this.#program.context.configured
    return { schema: versionTableSchema, name: versionTable, hasKey: versionTableHasKey }
  }

  /**
   * Runs one revision and writes it into Alembic's table, in one transaction.
   *
   * @throws UserError `migration-failed` with the place, after a rollback; its cause is PostgreSQL's
   *   error where it may be tried again. `alembic-gaps` where something of it is not known
   */
  async run(revision: AlembicRevision, direction: Direction): Promise<RevisionOutcome> {
    const job = { name: revision.id, at: revision.at, direction }
    await this.#attempt(job, async () => {
      const change = await this.#changeOf(revision, direction)
      await this.#program.call(revision, direction)
      this.#check(job)
      await writeVersionRows(this.#runner.session, this.versionTable, change)
    })
    return outcomeOf(
      { revision, direction, gaps: [], remembered: [], runner: this.#runner },
      this.#history.modules.files,
    )
  }

  async #changeOf(revision: AlembicRevision, direction: Direction): Promise<VersionChange> {
    const { session } = this.#runner
    const rows = await readVersionRows(session, this.versionTable)
    if (rows === null) await makeVersionTable(session, this.versionTable)
    const { graph } = this.#history
    const change = versionChange(graph, { revision, direction }, new Set(rows))
    if (change !== null) return change
    const heads = rows === null || rows.length === 0 ? 'nothing' : rows.join(', ')
    throw new UserError(`Revision "${this.#nameOf(revision.id)}" is not next to go ${direction}.`, {
      code: 'revision-not-next',
      details: [`${this.versionTable.name} says: ${heads}`],
      hint: `See where the database stands: ${alembicCommand(this.#history.settings, ['current'])}`,
    })
  }

  /** Does something in a transaction; whatever goes wrong rolls it back and is told with its place. */
  async #attempt(job: Job, work: () => Promise<void>): Promise<void> {
    const runner = this.#runner
    const forget = this.#program.remember()
    await runner.begin()
    try {
      await work()
      this.#check(job)
      await runner.commit()
    } catch (error) {
      await runner.rollback()
      forget()
      throw this.#told(job, error)
    }
  }

  /** An exception that nobody caught ends the revision. */
  #check(job: Job): void {
    const { failures, lastRefusal } = this.#runner
    const [failure] = failures
    if (failure) throw this.#failed(job, failure.at, refusedBy(failure, lastRefusal))
  }

  #told(job: Job, error: unknown): unknown {
    if (error instanceof RunStopped) return this.#stopped(job, error)
    if (!(error instanceof PostgresError)) return error
    const { message } = error
    return this.#failed(job, job.at, { message, details: factsOf(error), cause: error })
  }

  #failed(job: Job, at: Place, { message, details, cause }: Refused): UserError {
    const { hasCommitted } = this.#runner
    return new UserError(`Revision "${this.#nameOf(job.name)}" failed: ${asSentence(message)}`, {
      code: 'migration-failed',
      at,
      ...this.#shown(at),
      details,
      hint: hasCommitted ? PARTLY : wayOut(cause),
      // What is committed must not be done again by somebody who retries.
      ...(hasCommitted ? {} : { cause }),
    })
  }

  #stopped(job: Job, stopped: RunStopped): UserError {
    const [gap] = this.#program.context.gaps.splice(0)
    const at = gap?.at ?? job.at
    const words = job.direction === 'up' ? ['upgrade', '+1'] : ['downgrade', '-1']
    const command = alembicCommand(this.#history.settings, words)
    const stands = this.#runner.hasCommitted ? PARTLY : 'Nothing of it is left.'
    return new UserError(
      `Revision "${this.#nameOf(job.name)}" cannot be run without Python: ${gap?.text ?? stopped.message}.`,
      {
        code: 'alembic-gaps',
        at,
        ...this.#shown(at),
        hint: `${stands} Run it with Alembic: ${command}`,
      },
    )
  }

  #nameOf(name: string): string {
    return `${this.#options.database}/${name}`
  }

  #shown(at: Place): { readonly excerpt?: string } {
    const text = this.#history.modules.files.get(at.file)
    return text === undefined ? {} : { excerpt: excerpt(text, at) }
  }
}

/** PostgreSQL's error where it is the one that ended the revision; else the exception's words. */
function refusedBy(failure: RevisionFailure, refusal: PostgresError | null): Refused {
  if (refusal?.code !== failure.code) return { ...failure, cause: undefined }
  return { message: refusal.message, details: factsOf(refusal), cause: refusal }
}

function wayOut(cause: unknown): string {
  const isLocked = cause instanceof PostgresError && cause.code === sqlState.lockNotAvailable
  return isLocked ? LOCKED : ROLLED_BACK
}

const LOCKED = 'Another session holds a lock. Nothing was changed; run it again when it has ended.'
const ROLLED_BACK =
  'Its transaction was rolled back: nothing of it is left. Mend the revision or the data, and run it again.'
const PARTLY =
  'What it did before and in its autocommit block is committed, the revision is not recorded: look what is there before it is run again.'

interface Job {
  readonly name: string
  readonly at: Place
  readonly direction: Direction
}

interface Refused {
  readonly message: string
  readonly details: readonly string[]
  readonly cause: unknown
}
