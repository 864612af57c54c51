import type { Session } from '../../postgres/session.ts'
import type { Direction, ReplayGap, ReplayGround } from '../replayed-revision.ts'
import type { AlembicRevision } from './alembic-revision.ts'
import type { AlembicHistory } from './read-alembic-history.ts'
import { borrowFromTarget } from './replay/borrow-from-target.ts'
import { outcomeOf } from './replay/outcome-of.ts'
import type { ReplayWorld } from './replay/replay-program.ts'
import { RevisionProgram } from './replay/revision-program.ts'
import { StatementRunner, type Borrow } from './replay/statement-runner.ts'
import { VersionTable, type VersionTableStay } from './replay/version-table.ts'
import type { RevisionFailure, RevisionOutcome, RevisionStatement } from './revision-outcome.ts'

/** How revisions are replayed. */
export interface ReplayOptions extends Partial<ReplayWorld> {
  /**
   * Lends relations that no revision made; what nobody lends, the models that env.py names do. Where
   * they do not either, statements that need it are passed over.
   */
  readonly borrow?: Borrow | undefined
  /** `always` by default. */
  readonly versionTable?: VersionTableStay
}

/** What env.py did before any revision. */
export interface EnvironmentOutcome {
  /** Whether it asked for revisions to be run; one that makes and stamps the schema itself does not. */
  readonly runsRevisions: boolean
  readonly isStamped: boolean
  readonly versionTable: string
  readonly versionTableSchema: string | null
  readonly statements: readonly RevisionStatement[]
  readonly gaps: readonly ReplayGap[]
  readonly failures: readonly RevisionFailure[]
}

/** A replay on one session: env.py first, then revisions one by one, in any order. */
export class AlembicReplay {
  readonly #history: AlembicHistory
  readonly #runner: StatementRunner
  readonly #program: RevisionProgram
  readonly #versions: VersionTable

  constructor(history: AlembicHistory, session: Session, options: ReplayOptions = {}) {
    this.#history = history
    this.#runner = new StatementRunner(session, async (relation) => {
      const lent = (await options.borrow?.(relation)) ?? null
      return lent ?? borrowFromTarget(this.#program.context)(relation)
    })
    const stay = options.versionTable ?? 'always'
    this.#versions = new VersionTable(this.#runner, stay, history.modules.files.values())
    this.#program = new RevisionProgram(history, this.#runner, options)
  }

  /** Evaluates env.py: what it configures counts for all revisions. */
  async start(transaction: ReplayGround['transaction'] = 'own'): Promise<EnvironmentOutcome> {
    const { context } = this.#program
    await this.#runner.start(transaction)
    await this.#program.evaluateEnvironment()
    const { statements, failures } = this.#runner
    await this.#versions.create(context.configured)
    await this.#runner.finish()
    return {
      runsRevisions: this.#program.runsRevisions,
      isStamped: context.isStamped,
      versionTable: context.configured.versionTable,
      versionTableSchema: context.configured.versionTableSchema,
      statements,
      gaps: context.gaps.splice(0),
      failures,
    }
  }

  /**
   * Replays one revision; whatever happens is told in its outcome. Of what is done in a transaction of
   * the caller's, who will roll it back, nothing is remembered.
   */
  async replay(
    revision: AlembicRevision,
    direction: Direction,
    transaction: ReplayGround['transaction'] = 'own',
  ): Promise<RevisionOutcome> {
    const forget = transaction === 'held' ? this.#remember() : null
    const outcome = await this.#replay(revision, direction, transaction)
    forget?.()
    return outcome
  }

  /** What is replayed from here on is another run of Alembic, which remembers nothing of the one before. */
  beginRun(): void {
    this.#program.context.madeTypes.forget()
  }

  #remember(): () => void {
    const forget = [this.#program, this.#runner, this.#versions].map((one) => one.remember())
    return () => {
      for (const one of forget) one()
    }
  }

  async #replay(
    revision: AlembicRevision,
    direction: Direction,
    transaction: ReplayGround['transaction'],
  ): Promise<RevisionOutcome> {
    await this.#runner.start(transaction)
    await this.#versions.appear()
    await this.#program.call(revision, direction)
    await this.#versions.note(revision, direction)
    await this.#runner.finish()
    const { gaps, madeTypes } = this.#program.context
    return outcomeOf(
      { revision, direction, gaps, remembered: madeTypes.skipped, runner: this.#runner },
      this.#history.modules.files,
    )
  }
}

/** Replays revisions one after another and yields what came of each. */
export async function* replayRevisions(
  replay: AlembicReplay,
  revisions: readonly AlembicRevision[],
  direction: Direction = 'up',
): AsyncGenerator<RevisionOutcome> {
  for (const revision of revisions) yield await replay.replay(revision, direction)
}
