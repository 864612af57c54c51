import type { Place } from '../../kernel/place.ts'
import { placeOf } from '../../kernel/place.ts'
import { itemsIn } from '../../models/sqlalchemy/read-value.ts'
import { itemOfKind } from '../../models/sqlalchemy/sa-object.ts'
import type { Value } from '../../python/value/value.ts'
import { agreeingSession } from './environment/agreeing-session.ts'
import { comparesOf, type Compares, type EvaluatedFilters } from './compared-tables.ts'
import { joinPath } from './join-path.ts'
import type { AlembicHistory } from './read-alembic-history.ts'
import { nameOfRun } from './replay/own-runs.ts'
import { ENVIRONMENT_MODULE, replayProgram, type ReplayProgram } from './replay/replay-program.ts'
import { StatementRunner } from './replay/statement-runner.ts'

/** What an env.py tells about what is compared with its database. */
export interface EnvironmentReading extends EngineReading {
  /** Its file. */
  readonly file: string
  readonly text: string
  /** Where `target_metadata` is given. */
  readonly targetAt: Place
  /** The databases that it runs for, one after another; empty where it runs for one. */
  readonly engines: readonly NamedEngine[]
}

/** What is compared with one database. */
export interface EngineReading {
  readonly targets: readonly EnvironmentTarget[]
  /** Why there may be more targets than these: a clause; null where all are known. */
  readonly unread: string | null
  /** Whether all tables of the default schema are compared: nothing is filtered out. */
  readonly seesAll: boolean
  /** Whether a table of the models is compared. */
  readonly compares: Compares
}

/** A database of several, by the name that its revisions are given: `engine_name`. */
export interface NamedEngine extends EngineReading {
  /** Empty for Flask's first. */
  readonly name: string
}

/** A metadata that is known by where it is made. */
export interface EnvironmentTarget {
  readonly at: Place
  readonly bindKey: string | null
}

/** Evaluates env.py without a database, as far as it can be. Null where there is none. */
export async function readEnvironment(history: AlembicHistory): Promise<EnvironmentReading | null> {
  const file = joinPath(history.settings.scriptFolder, 'env.py')
  const text = history.modules.files.get(file)
  if (text === undefined) return null
  const runner = new StatementRunner(agreeingSession, null)
  const made = replayProgram(withTargetModule(history, { file, text }), runner, {
    environment: () => null,
    x: [],
    url: null,
    database: null,
    now: () => new Date('2025-01-01T00:00:00Z'),
    uuid: null,
  })
  await made.program.importModule(ENVIRONMENT_MODULE)
  const given = await givenTargets(made)
  const { options } = made.context.configured
  return {
    file,
    text,
    ...engineReading(given, { program: made.program, options, text }),
    targetAt: placeOf(file, text, Math.max(0, text.search(/\btarget_metadata\b/))),
    engines: enginesOf(made, text),
  }
}

function engineReading(given: readonly Value[], environment: EvaluatedFilters): EngineReading {
  const { options, text } = environment
  return {
    ...targetsIn(given),
    seesAll:
      options.size > 0
        ? !options.has('include_object') && !options.has('include_name')
        : !/\binclude_(object|name)\s*=/.test(text),
    compares: comparesOf(environment),
  }
}

/** Where each run is told another name of a database, it is a history of its own. */
function enginesOf({ runs, program }: ReplayProgram, text: string): readonly NamedEngine[] {
  const named = new Map(runs.map((run) => [nameOfRun(run), run.configured]))
  if (named.size < 2 || named.has(null)) return []
  return [...named].map(([name, { options }]) => {
    const target = options.get('target_metadata')
    const reading = engineReading(target ? [target] : [], { program, options, text })
    return { name: name ?? '', ...reading }
  })
}

/** The name of a module that is env.py once more, and what it writes for `target_metadata`. */
const TARGET_MODULE = 'alembic_environment_target'

/** What an env.py gives as `target_metadata` where it is not reached: `db.metadata`. */
const WRITTEN = /\btarget_metadata\s*=\s*((?!target_metadata\b|None\b)[A-Za-z_][\w.]*)\s*[,)\n]/

/** Names of a module that is evaluated lazily are found, wherever env.py ended. */
function withTargetModule(
  history: AlembicHistory,
  { file, text }: { readonly file: string; readonly text: string },
): AlembicHistory {
  const [, written] = WRITTEN.exec(text) ?? []
  if (written === undefined) return history
  const { modules } = history
  const source = { file, text: `${text}\ntarget_metadata = ${written}\n` }
  return {
    ...history,
    modules: {
      ...modules,
      module: (name) => (name === TARGET_MODULE ? source : modules.module(name)),
      modulesIn: modules.modulesIn,
    },
  }
}

/** Where nothing was configured, the name that env.py usually has still tells. */
async function givenTargets({ program, context }: ReplayProgram): Promise<readonly Value[]> {
  const { given } = context.configured
  if (given.length > 0) return given
  const own = await program.lookUp(ENVIRONMENT_MODULE, 'target_metadata')
  if (own.kind !== 'unknown') return [own]
  const written = await program.lookUp(TARGET_MODULE, 'target_metadata')
  return [written.kind === 'unknown' ? own : written]
}

function targetsIn(given: readonly Value[]): Pick<EnvironmentReading, 'targets' | 'unread'> {
  const found = new Map<string, EnvironmentTarget>()
  let unread: string | null = null
  for (const value of given.flatMap((one) => within(one))) {
    const metadata = itemOfKind(value, 'metadata')
    if (metadata) {
      const { at, bindKey } = metadata
      found.set(`${at.file}:${at.line}:${at.column} ${bindKey ?? ''}`, { at, bindKey })
    } else if (value.kind === 'unknown') unread ??= value.reason
    else if (value.kind !== 'none') unread ??= 'what it gives as target_metadata is no metadata'
  }
  return { targets: [...found.values()], unread }
}

function within(value: Value): readonly Value[] {
  return value.kind === 'list' || value.kind === 'tuple' ? itemsIn(value) : [value]
}
