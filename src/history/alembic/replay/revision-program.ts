import type { Gap } from '../../../python/evaluate/gap.ts'
import type { Value } from '../../../python/value/value.ts'
import { itemOfKind } from '../../../models/sqlalchemy/sa-object.ts'
import type { Direction } from '../../replayed-revision.ts'
import type { AlembicRevision } from '../alembic-revision.ts'
import type { EnvironmentRun } from '../environment/context-object.ts'
import type { AlembicHistory } from '../read-alembic-history.ts'
import type { ReplayContext } from './replay-context.ts'
import { ownRuns } from './own-runs.ts'
import {
  ENVIRONMENT_MODULE,
  replayProgram,
  type ReplayProgram,
  type ReplayWorld,
} from './replay-program.ts'
import type { Runner } from './runner.ts'

/** env.py and the revisions of a history, as one process of Alembic would run them. */
export class RevisionProgram {
  readonly #history: AlembicHistory
  readonly #runner: Runner
  readonly #made: ReplayProgram
  /** The files of the revisions. */
  readonly #files: ReadonlySet<string>
  readonly #url: string | null
  readonly #database: string | null
  #runs: readonly EnvironmentRun[] = []
  #direction: Direction = 'up'

  constructor(history: AlembicHistory, runner: Runner, world: Partial<ReplayWorld>) {
    this.#history = history
    this.#runner = runner
    this.#files = new Set([...history.revisionModules.values()].map(({ file }) => file))
    this.#url = world.url ?? null
    this.#database = world.database ?? null
    this.#made = replayProgram(history, runner, {
      environment: world.environment ?? (() => null),
      x: world.x ?? [],
      url: world.url ?? null,
      database: world.database ?? null,
      now: world.now ?? (() => new Date('2025-01-01T00:00:00Z')),
      uuid: world.uuid ?? null,
    })
  }

  get context(): ReplayContext {
    return this.#made.context
  }

  /** Whether env.py asked for revisions to be run; one that makes and stamps the schema itself does not. */
  get runsRevisions(): boolean {
    return this.#made.runs.length > 0 || !this.context.isStamped
  }

  /** Evaluates env.py: what it configures counts for all revisions. */
  async evaluateEnvironment(): Promise<void> {
    const { program, context, runs } = this.#made
    await program.importModule(ENVIRONMENT_MODULE)
    for (const { reason, at, possible } of program.drainGaps()) {
      if (possible.some(({ callee }) => CONFIGURES.test(callee))) context.gap(reason, at)
    }
    await this.#takeTarget()
    this.#runs = this.#ours(runs)
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
    const own = ownRuns(runs, { database: this.#database, url: this.#url })
    if (own !== null) {
      const [first] = own
      if (runs.length > 1 && first) Object.assign(this.context.configured, first.configured)
      return own
    }
    const file = `${this.#history.settings.scriptFolder}/env.py`
    const reason = 'env.py runs for several databases, and which of them this is is not known'
    this.context.gap(reason, { file, line: 1, column: 1 })
    return runs.slice(0, 1)
  }

  /** Calls the function of a revision, with nothing noted before. */
  async call(revision: AlembicRevision, direction: Direction): Promise<void> {
    const { program, context } = this.#made
    const source = [...this.#history.revisionModules.values()].find(
      ({ file }) => file === revision.file,
    )
    // Up and down are two runs of Alembic, each of which makes an enum once.
    if (direction !== this.#direction) context.madeTypes.forget()
    context.madeTypes.begin(revision.id)
    this.#direction = direction
    context.gaps = []
    program.drainGaps()
    const runs = this.#runs.length === 0 ? [null] : this.#runs
    for (const run of runs) {
      const keywords = run?.keywords ?? new Map<string, Value>()
      await this.#call(source?.module ?? '', { revision, direction, keywords })
    }
    this.tellGaps()
  }

  /** Tells what the interpreter has left out since the last time. */
  tellGaps(): void {
    for (const gap of this.#made.program.drainGaps()) this.#tell(gap)
  }

  /** What to call after what is done from here on was rolled back. */
  remember(): () => void {
    const { context } = this
    const tainted = new Set(context.tainted)
    const madeTypes = context.madeTypes.remember()
    const direction = this.#direction
    return () => {
      context.tainted = tainted
      madeTypes()
      this.#direction = direction
    }
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
      // What a row is missed for may be what nobody made before.
      if (MISSES_A_ROW.test(message) && this.#runner.lacksRelations) {
        context.gap(`this follows from what was not read or not there: ${message}`, at, {
          kind: 'consequence',
        })
      } else this.#runner.note({ message, code, details: [], at, excerpt: null, sql: null })
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

/** What code raises that takes a row to be there. */
const MISSES_A_ROW = /^(NoResultFound|AttributeError|TypeError|IndexError|KeyError)\b/

/** Calls of env.py on which something hangs. */
const CONFIGURES = /(^|\.)(configure|run_migrations|execute|create_all|stamp)$/

function sqlStateOf(exception: Value): string | null {
  const code = exception.kind === 'instance' ? exception.attributes.get('code') : undefined
  return code?.kind === 'str' ? code.value : null
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
