import type { Files } from '../kernel/files.ts'
import { compareText } from '../kernel/ordering.ts'
import type { Gap } from '../python/evaluate/gap.ts'
import { modulesInFolder } from '../python/module/modules-in-folder.ts'
import { Program } from '../python/module/program.ts'
import type { ModuleSource, SourceProvider } from '../python/module/source-provider.ts'
import type { PythonParser } from '../python/syntax/python-parser.ts'
import type { HostFunctions } from '../python/value/value.ts'
import { none } from '../python/value/plain-value.ts'
import type { Declaration, ModelGap } from './declaration.ts'
import { declareAll } from './sqlalchemy/declare-all.ts'
import { libraryModules } from './sqlalchemy/library-modules.ts'
import { Reading, type LibraryVersions } from './sqlalchemy/reading.ts'
import { declaresModels, readSources, type PythonSources } from './python-sources.ts'

/** How models are read. */
export interface ReadModelsOptions {
  readonly parser: PythonParser
  /** Answers for the environment; nothing is set by default. */
  readonly host?: HostFunctions
  /** Names of databases that tables may be tied to. */
  readonly databases?: readonly string[]
  /** The modules that are read; all that declare models by default. */
  readonly modules?: readonly string[]
  readonly versions?: LibraryVersions
}

/** What the models of a project say. */
export interface ModelsReading {
  /** Sorted by their first name. */
  readonly declarations: readonly Declaration[]
  readonly gaps: readonly ModelGap[]
  /** Those of the gaps where a file does not parse. */
  readonly faults: readonly ModelGap[]
  /** The modules that were found to declare models, sorted. */
  readonly modules: readonly string[]
}

/** Reads the SQLAlchemy and SQLModel models of a folder. No line of them is run. */
export async function readModels(
  files: Files,
  folder: string,
  options: ReadModelsOptions,
): Promise<ModelsReading> {
  const sources = await readSources(files, folder)
  return readSourcesOf(sources, options)
}

/** The same of sources that were read already. */
export async function readSourcesOf(
  sources: PythonSources,
  options: ReadModelsOptions,
): Promise<ModelsReading> {
  const reading = new Reading(options.versions ?? sources.versions, modulesByFile(sources))
  const modules = options.modules ?? modelModules(sources)
  const declaring = new Set(modules)
  const program = new Program({
    parser: options.parser,
    sources: providerOf(sources),
    hostModule: libraryModules(reading),
    host: options.host ?? { environment: () => none },
    // Of all other modules only what models ask for is evaluated.
    isLazy: (name) => !declaring.has(name),
  })
  reading.program = program
  for (const module of modules) await program.importModule(module)
  const told = program.drainGaps()
  const declarations = await declareAll({
    reading,
    sources,
    modules,
    databases: options.databases ?? [],
  })
  const all = [...told, ...program.drainGaps()]
  const read = (some: readonly Gap[]): readonly ModelGap[] =>
    some.flatMap((gap) => relevant(gap, modules, sources))
  return {
    declarations,
    gaps: unique([...sources.gaps, ...reading.gaps, ...read(all)]),
    faults: unique(read(all.filter(({ kind }) => kind === 'syntax'))),
    modules,
  }
}

function modulesByFile({ modules }: PythonSources): ReadonlyMap<string, string> {
  return new Map(Array.from(modules, ([name, { file }]) => [file, name]))
}

/** Modules of tests: their models are no part of an application. */
const TESTS = /(^|\.)(tests?|conftest|test_\w+|\w+_test)(\.|$)/

function modelModules({ modules }: PythonSources): readonly string[] {
  return [...modules]
    .filter(([name, { text }]) => !TESTS.test(name) && declaresModels(text))
    .map(([name]) => name)
    .sort(compareText)
}

function providerOf({ modules, folders }: PythonSources): SourceProvider {
  return {
    module: (name): ModuleSource | 'folder' | null =>
      modules.get(name) ?? (folders.has(name) ? 'folder' : null),
    modulesIn: modulesInFolder(() => Array.from(modules.values(), ({ file }) => file)),
  }
}

/** What went unread matters where models are declared, or where a call may have declared some. */
function relevant(
  { reason, at, possible }: Gap,
  modules: readonly string[],
  sources: PythonSources,
): readonly ModelGap[] {
  const file = new Set(modules.map((name) => sources.modules.get(name)?.file))
  const isOurs = file.has(at.file) || possible.some(({ target }) => target?.kind === 'host')
  return isOurs ? [{ reason, at, subject: null }] : []
}

function unique(gaps: readonly ModelGap[]): readonly ModelGap[] {
  const seen = new Set<string>()
  return gaps.filter(({ reason, at, subject }) => {
    const key = `${at.file}:${at.line}:${at.column} ${subject ?? ''} ${reason}`
    return !seen.has(key) && seen.add(key)
  })
}
