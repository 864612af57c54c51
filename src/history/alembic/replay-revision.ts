import type { Session } from '../../postgres/session.ts'
import type { Gap } from '../../python/evaluate/gap.ts'
import type { Value } from '../../python/value/value.ts'
import { itemOfKind } from '../../models/sqlalchemy/sa-object.ts'
import type { AlembicRevision } from './alembic-revision.ts'
import type { AlembicHistory } from './read-alembic-history.ts'
import type { EnvironmentRun } from './environment/context-object.ts'
import {
  ENVIRONMENT_MODULE,
  replayProgram,
  type ReplayProgram,
  type ReplayWorld,
} from './replay/replay-program.ts'
import { StatementRunner, type Borrow } from './replay/statement-runner.ts'
import { VersionTable, type VersionTableStay } from './replay/version-table.ts'
import type { Direction, ReplayGround } from '../replayed-revision.ts'
import { borrowFromTarget } from './replay/borrow-from-target.ts'
import { outcomeOf } from './replay/outcome-of.ts'
import type {
  RevisionFailure,
  RevisionGap,
  RevisionOutcome,
  RevisionStatement,
} from './revision-outcome.ts'

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
  readonly gaps: readonly RevisionGap[]
  readonly failures: readonly RevisionFailure[]
}

/** A replay on one session: env.py first, then revisions one by one, in any order. */
export class AlembicReplay {
  readonly #history: AlembicHistory
  readonly #runner: StatementRunner
  readonly #made: ReplayProgram
  /** The files of the revisions. */
  readonly #files: ReadonlySet<string>
  readonly #versions: VersionTable
  readonly #url: string | null
  #runs: readonly EnvironmentRun[] = []
  #direction: Direction = 'up'

  constructor(history: AlembicHistory, session: Session, options: ReplayOptions = {}) {
    this.#history = history
    this.#files = new Set([...history.revisionModules.values()].map(({ file }) => file))
    this.#runner = new StatementRunner(session, async (relation) => {
      const lent = (await options.borrow?.(relation)) ?? null
      return lent ?? borrowFromTarget(this.#made.context)(relation)
    })
    this.#versions = new VersionTable(this.#runner, options.versionTable ?? 'always')
    this.#url = options.url ?? null
    this.#made = replayProgram(history, this.#runner, {
      environment: options.environment ?? (() => null),
      x: options.x ?? [],
      url: options.url ?? null,
      now: options.now ?? (() => new Date('2025-01-01T00:00:00Z')),
    })
  }

  /** Evaluates env.py: what it configures counts for all revisions. */
  async start(transaction: ReplayGround['transaction'] = 'own'): Promise<EnvironmentOutcome> {
    const { program, context, runs } = this.#made
    await this.#runner.start(transaction)
    await program.importModule(ENVIRONMENT_MODULE)
    for (const { reason, at, possible } of program.drainGaps()) {
      if (possible.some(({ callee }) => CONFIGURES.test(callee))) context.gap(reason, at)
    }
    await this.#takeTarget()
    const { statements, failures } = this.#runner
    await this.#versions.create(context.configured)
    await this.#runner.finish()
    this.#runs = this.#ours(runs)
    return {
      runsRevisions: runs.length > 0 || !context.isStamped,
      isStamped: context.isStamped,
      versionTable: context.configured.versionTable,
      versionTableSchema: context.configured.versionTableSchema,
      statements,
      gaps: context.gaps.splice(0),
      failures,
    }
  }

  /** Where nothing was configured, the names that env.py usually has still tell the metadata. */
  async #takeTarget(): Promise<void> {
    const { program, context } = this.#made
    const { configured } = context
    if (configured.options.size > 0) return
    const file = `${this.#history.settings.scriptFolder}/env.py`
    const isThere = this.#history.modules.files.has(file)
    const reason = isThere ? 'what env.py configures is not known' : 'there is no env.py'
    context.gap(reason, { file, line: 1, column: 1 })
    const target = await program.lookUp(ENVIRONMENT_MODULE, 'target_metadata')
    const metadata = itemOfKind(target, 'metadata')
    if (!metadata) return
    Object.assign(configured, { target: metadata, targets: [metadata], naming: metadata.naming })
  }

  /** Of several databases the one that is replayed. */
  #ours(runs: readonly EnvironmentRun[]): readonly EnvironmentRun[] {
    const url = this.#url
    const addresses = new Set(runs.map((run) => run.url))
    if (url === null || addresses.size < 2) return runs.slice(0, 1)
    const own = runs.filter((run) => run.url !== null && sameDatabase(run.url, url))
    return own.length === 0 ? runs.slice(0, 1) : own
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

  #remember(): () => void {
    const { context } = this.#made
    const tainted = new Set(context.tainted)
    const madeTypes = new Set(context.madeTypes)
    const forget = [this.#runner.remember(), this.#versions.remember()]
    return () => {
      Object.assign(context, { tainted, madeTypes })
      for (const one of forget) one()
    }
  }

  async #replay(
    revision: AlembicRevision,
    direction: Direction,
    transaction: ReplayGround['transaction'],
  ): Promise<RevisionOutcome> {
    const { program, context } = this.#made
    const source = [...this.#history.revisionModules.values()].find(
      ({ file }) => file === revision.file,
    )
    this.#turn(direction)
    await this.#runner.start(transaction)
    await this.#versions.appear()
    context.gaps = []
    program.drainGaps()
    const runs = this.#runs.length === 0 ? [null] : this.#runs
    for (const run of runs) {
      await this.#call(source?.module ?? '', {
        revision,
        direction,
        keywords: run?.keywords ?? new Map(),
      })
    }
    for (const gap of program.drainGaps()) this.#tell(gap)
    await this.#versions.note(revision, direction)
    await this.#runner.finish()
    return outcomeOf(
      { revision, direction, gaps: context.gaps, runner: this.#runner },
      this.#history.modules.files,
    )
  }

  /** Up and down are two runs of Alembic, each of which makes an enum once. */
  #turn(direction: Direction): void {
    if (direction !== this.#direction) this.#made.context.madeTypes = new Set()
    this.#direction = direction
  }

  async #call(
    module: string,
    {
      revision,
      direction,
      keywords,
    }: {
      readonly revision: AlembicRevision
      readonly direction: Direction
      readonly keywords: ReadonlyMap<string, Value>
    },
  ): Promise<void> {
    const { program, context } = this.#made
    const name = direction === 'up' ? 'upgrade' : 'downgrade'
    const callee = await program.lookUp(module, name)
    if (callee.kind === 'unknown') {
      if (revision.hasDowngrade || direction === 'up') context.gap(callee.reason, revision.at)
      return
    }
    const outcome = await program.call(callee, { positional: [], keywords })
    if (outcome.kind === 'raised') {
      const code = sqlStateOf(outcome.exception)
      const { text: message, at } = outcome
      this.#runner.note({ message, code, details: [], at, excerpt: null, sql: null })
    } else if (outcome.kind === 'returned' && outcome.value.kind === 'unknown') {
      context.gap(outcome.value.reason, outcome.value.at)
    }
  }

  /** What the interpreter left out matters where it could have spoken to the database. */
  #tell(gap: Gap): void {
    const { context } = this.#made
    const calls = gap.possible.filter(({ callee, target }) => couldMatter(callee, target))
    const isOurs = this.#files.has(gap.at.file)
    const isBlock = gap.kind === 'condition' || gap.kind === 'exception'
    if (gap.kind !== 'limit' && (isBlock || !isOurs) && calls.length === 0) return
    if (
      gap.kind !== 'limit' &&
      !isOurs &&
      !calls.some(({ callee, target }) => speaksToDatabase(callee, target))
    ) {
      return
    }
    const touches = [...new Set(calls.flatMap(({ strings }) => strings.filter(isName)))]
    // Nothing went unread where PostgreSQL did not answer.
    const kind = gap.reason.startsWith(UNANSWERED) ? 'consequence' : 'schema'
    context.gap(gap.reason, gap.at, { kind, touches })
  }
}

/** How the reason of a value begins that PostgreSQL was asked for in vain. */
const UNANSWERED = 'PostgreSQL refused it: '

/** Calls of env.py on which something hangs. */
const CONFIGURES = /(^|\.)(configure|run_migrations|execute|create_all|stamp)$/

function sqlStateOf(exception: Value): string | null {
  const code = exception.kind === 'instance' ? exception.attributes.get('code') : undefined
  return code?.kind === 'str' ? code.value : null
}

/** Names of databases are what addresses have in common, whatever drivers they name. */
function sameDatabase(one: string, other: string): boolean {
  const name = (url: string): string => /\/([^/?]+)(\?|$)/.exec(url)?.[1] ?? url
  return name(one) === name(other)
}

function couldMatter(callee: string, target: Value | null): boolean {
  if (target?.kind === 'native') return false
  if (
    /\.(rollback|close|commit|expunge_all|append|add|items|keys|values|get|format|join|split|strip|startswith|endswith|lower|upper|extend|update_progress)$/.test(
      callee,
    )
  ) {
    return /\b(session|conn|connection|bind|db)\.(add|update)$/.test(callee)
  }
  return !/^(print|_?log(ger|ging)?\b|LOG(GER)?\b|len|str|int|dict|list|set|tuple|sorted|any|all|range|zip|enumerate|isinstance|warnings?\.|time\.|json\.|re\.|os\.|sys\.|click\.|tqdm|datetime|uuid)/.test(
    callee,
  )
}

/** In the project's other modules only what plainly runs statements counts. */
function speaksToDatabase(callee: string, target: Value | null): boolean {
  if (target?.kind === 'host' && /^(op\b|Connection|Session|Engine)/.test(target.typeName)) {
    return true
  }
  return /(^|\.)op\.|\.(execute|exec_driver_sql|create_all|drop_all)$/.test(callee)
}

function isName(text: string): boolean {
  return /^[\w.]{1,63}$/.test(text)
}

/** Replays revisions one after another and yields what came of each. */
export async function* replayRevisions(
  replay: AlembicReplay,
  revisions: readonly AlembicRevision[],
  direction: Direction = 'up',
): AsyncGenerator<RevisionOutcome> {
  for (const revision of revisions) yield await replay.replay(revision, direction)
}
