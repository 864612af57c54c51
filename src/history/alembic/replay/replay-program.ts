import { libraryModules } from '../../../models/sqlalchemy/library-modules.ts'
import type { LiveHost } from '../../../models/sqlalchemy/live-host.ts'
import { Reading } from '../../../models/sqlalchemy/reading.ts'
import { itemsIn } from '../../../models/sqlalchemy/read-value.ts'
import { construct, inert, saObject } from '../../../models/sqlalchemy/sa-object.ts'
import { pinnedVersions } from '../../../models/pinned-versions.ts'
import { declaresModels } from '../../../models/python-sources.ts'
import { Program } from '../../../python/module/program.ts'
import { none, str } from '../../../python/value/plain-value.ts'
import type { Arguments, Machine, UnknownValue, Value } from '../../../python/value/value.ts'
import { isBind } from '../database/bind-object.ts'
import { entityClasses } from '../database/entity-classes.ts'
import { liveDatabase } from '../database/live-database.ts'
import { liveNames } from '../database/live-names.ts'
import { configObject } from '../environment/config-object.ts'
import { flaskModule } from '../environment/flask-module.ts'
import { contextObject, type EnvironmentRun } from '../environment/context-object.ts'
import { alembicModule } from '../operations/alembic-module.ts'
import { opObject } from '../operations/op-object.ts'
import type { AlembicHistory } from '../read-alembic-history.ts'
import { ReplayContext } from './replay-context.ts'
import type { Runner } from './runner.ts'

/** What the revisions may know of the world. */
export interface ReplayWorld {
  /** Environment variables; null where one is not set. */
  readonly environment: (name: string) => string | null
  /** The arguments of `-x`. */
  readonly x: readonly string[]
  /** The address of the database, which revisions may ask for; null where it has none. */
  readonly url: string | null
  /** Its name, which env.py may know it by; null where it has none. */
  readonly database: string | null
  /** The time that `datetime.now()` and its like give. */
  readonly now: () => Date
  /** What `uuid4()` and its like give; null for such as are counted, and the same in each run. */
  readonly uuid: (() => string) | null
}

/** The name of env.py among the modules. */
export const ENVIRONMENT_MODULE = 'alembic_environment'

/** A program in which env.py and the revisions of a history meet a shadow. */
export interface ReplayProgram {
  readonly program: Program
  readonly context: ReplayContext
  /** What env.py asked to be run, as far as it was evaluated. */
  readonly runs: readonly EnvironmentRun[]
}

/** Makes the program; nothing is evaluated yet. */
export function replayProgram(
  history: AlembicHistory,
  runner: Runner,
  world: ReplayWorld,
): ReplayProgram {
  const { modules, settings } = history
  const reading = new Reading(pinnedVersions(modules.pins))
  const context = new ReplayContext(runner, reading, world.url)
  const runs: EnvironmentRun[] = []
  context.config = configObject(settings)
  const names = {
    op: opObject(context),
    context: contextObject(context, { x: world.x, onRun: (run) => runs.push(run) }),
  }
  const sqlalchemy = libraryModules(reading, liveNames(context))
  const alembic = alembicModule(context, names)
  const entities = moduleOf('alembic_utils', entityClasses())
  const environmentFile = `${settings.scriptFolder}/env.py`
  const flask = flaskModule({ modules, program: () => program, url: world.url })
  const program: Program = new Program({
    parser: history.parser,
    sources: {
      module: (name) => {
        if (name === ENVIRONMENT_MODULE) {
          const text = modules.files.get(environmentFile)
          return text === undefined ? null : { file: environmentFile, text }
        }
        return history.revisionModules.get(name) ?? modules.module(name)
      },
      modulesIn: modules.modulesIn,
    },
    hostModule: (name) => {
      if (/^alembic(\.|$)/.test(name)) return alembic
      if (/^alembic_utils(\.|$)/.test(name)) return entities
      if (/^alembic_postgresql_enum(\.|$)/.test(name)) return enumModule()
      if (/^flask(\.|$)/.test(name)) return flask
      if (/^flask_migrate(\.|$)/.test(name)) return moduleOf('flask_migrate', new Map())
      return sqlalchemy(name)
    },
    host: hostOf(context, world),
    isLazy: (name) => isLazy(name, history),
  })
  reading.program = program
  context.script = scriptObject(history, program)
  context.completeModels = () => completeModels(history, program)
  return { program, context, runs }
}

function moduleOf(name: string, names: ReadonlyMap<string, Value>): Value {
  return saObject(
    name,
    { kind: 'inert', name },
    {
      getAttribute: (attribute) =>
        names.get(attribute) ?? (attribute.startsWith('__') ? null : inert(`${name}.${attribute}`)),
    },
  )
}

/** `TableReference(table_name=…)` of alembic-postgresql-enum. */
function enumModule(): Value {
  const reference = construct('TableReference', ({ positional: [table, column], keywords }) =>
    saObject(
      'TableReference',
      { kind: 'inert', name: 'TableReference' },
      {
        getAttribute: (name) => {
          if (name === 'table_name' && table) return table
          if (name === 'column_name' && column) return column
          return keywords.get(name) ?? none
        },
      },
    ),
  )
  const columnType = saObject(
    'ColumnType',
    { kind: 'inert', name: 'ColumnType' },
    { getAttribute: (name) => str(name) },
  )
  return moduleOf(
    'alembic_postgresql_enum',
    new Map([
      ['TableReference', reference],
      ['ColumnType', columnType],
    ]),
  )
}

/** UUIDs that are the same in each run, and differ from each other. */
function nextUuid(drawn: { count: number }): string {
  drawn.count += 1
  return `00000000-0000-4000-8000-${drawn.count.toString(16).padStart(12, '0')}`
}

function hostOf(context: ReplayContext, world: ReplayWorld): LiveHost {
  const drawn = { count: 0 }
  return {
    live: liveDatabase(context),
    awaits: true,
    givesGlobals: true,
    now: world.now,
    uuid: world.uuid ?? (() => nextUuid(drawn)),
    environment: (name, machine) => {
      const value = world.environment(name)
      const at = machine.here()
      const text = value === null ? `${name} is not set` : `${name} is set`
      const { assumptions } = context.runner
      if (!assumptions.some((one) => one.text === text)) {
        assumptions.push({ kind: 'environment', text, at })
      }
      return value === null ? none : str(value)
    },
    unknownCall: (callee, given, machine) => unknownCall(context, [callee, given], machine),
  }
}

/** What is not known and is given a connection could do anything with it. */
function unknownCall(
  context: ReplayContext,
  [callee, given]: readonly [UnknownValue, Arguments],
  machine: Machine,
): void {
  const values = [...given.positional, ...given.keywords.values()]
  const isTold = values
    .flatMap((value) => [value, ...itemsIn(value)])
    .some((value) => isBind(value))
  const isDirective = callee.reason.startsWith('the directive "')
  if (isTold || isDirective) context.gap(callee.reason, machine.here())
}

function isLazy(name: string, history: AlembicHistory): boolean {
  if (name === ENVIRONMENT_MODULE || history.revisionModules.has(name)) return false
  const source = history.modules.module(name)
  if (source === null || source === 'folder') return false
  return !/\b(register_operation|implementation_for)\b/.test(source.text)
}

/** `context.script`: revisions can look at each other's modules. */
function scriptObject(history: AlembicHistory, program: Program): Value {
  const revisionObject = (id: string): Value => {
    const revision = history.graph.revisions.find((one) => one.id === id)
    const found = [...history.revisionModules.values()].find(({ file }) => file === revision?.file)
    return saObject(
      'Script',
      { kind: 'inert', name: 'Script' },
      {
        getAttribute: (name) => {
          if (name === 'module') return found ? program.importModule(found.module) : none
          if (name === 'revision') return str(id)
          return name.startsWith('__') ? null : inert(`script.${name}`)
        },
      },
    )
  }
  return saObject(
    'ScriptDirectory',
    { kind: 'inert', name: 'ScriptDirectory' },
    {
      getAttribute: (name) => {
        if (name === 'get_revision') {
          return construct(name, ({ positional: [id] }) =>
            revisionObject(id?.kind === 'str' ? id.value : ''),
          )
        }
        return name.startsWith('__') ? null : inert(`script.${name}`)
      },
    },
  )
}

/** Evaluates the modules of the models as wholes: those that were evaluated by name only, too. */
async function completeModels({ modules }: AlembicHistory, program: Program): Promise<void> {
  for (const name of program.loadedModules()) {
    const source = modules.module(name)
    if (source !== null && source !== 'folder' && declaresModels(source.text)) {
      await program.complete(name)
    }
  }
}
