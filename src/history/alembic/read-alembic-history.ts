import type { Files } from '../../kernel/files.ts'
import { compareText } from '../../kernel/ordering.ts'
import { Program } from '../../python/module/program.ts'
import type { PythonParser } from '../../python/syntax/python-parser.ts'
import { inert } from '../../models/sqlalchemy/sa-object.ts'
import type { AlembicFault, AlembicRevision } from './alembic-revision.ts'
import { readAlembicSettings, type AlembicSettings } from './alembic-settings.ts'
import { cachingParser } from './caching-parser.ts'
import { joinPath } from './join-path.ts'
import { readProjectModules, type ProjectModules } from './project-modules.ts'
import { readRevisionFile, type RevisionSource } from './read-revision-file.ts'
import { revisionGraph, type RevisionGraph } from './revision-graph.ts'

/** How an Alembic history is read. */
export interface ReadAlembicOptions {
  readonly parser: PythonParser
  /** The ini file within the folder; `alembic.ini` by default. */
  readonly config?: string
  /** Its section; `alembic` by default. */
  readonly section?: string
  /** Further folders whose Python the history may import. */
  readonly sources?: readonly string[]
}

/** An Alembic history as its files say. */
export interface AlembicHistory {
  readonly settings: AlembicSettings
  readonly graph: RevisionGraph
  /** What is wrong with files and links; the rest of the history stands. */
  readonly faults: readonly AlembicFault[]
  readonly modules: ProjectModules
  /** The modules of revisions by their names, which nothing else has. */
  readonly revisionModules: ReadonlyMap<string, RevisionSource>
  readonly parser: PythonParser
}

/**
 * Reads the history that Alembic would find when it is started in a folder. No line of it is run.
 *
 * @throws UserError `no-alembic-configuration` where no ini file says where the scripts are
 */
export async function readAlembicHistory(
  files: Files,
  folder: string,
  options: ReadAlembicOptions,
): Promise<AlembicHistory> {
  const { config, section, sources = [] } = options
  const settings = await readAlembicSettings(files, { folder, config, section })
  const modules = await readProjectModules(files, {
    folders: [folder, settings.scriptFolder, ...settings.versionFolders, ...sources],
    roots: [...settings.importFolders, ...sources],
  })
  const parser = cachingParser(options.parser)
  const revisionModules = revisionSources(settings, modules)
  const read = await readRevisions({ parser, modules, revisionModules })
  const graph = revisionGraph(read.revisions)
  return {
    settings,
    graph,
    faults: [...read.faults, ...graph.faults],
    modules,
    revisionModules,
    parser,
  }
}

/** The files of revisions, in the order in which Alembic reads them; what other modules import of one is another module. */
function revisionSources(
  { versionFolders, isRecursive }: AlembicSettings,
  { files }: ProjectModules,
): ReadonlyMap<string, RevisionSource> {
  const found = new Map<string, { readonly file: string; readonly text: string }>()
  for (const folder of new Set(versionFolders.map((one) => joinPath(one, '.')))) {
    const within = [...files].flatMap(([file, text]) => {
      const rest = file.startsWith(`${folder}/`) ? file.slice(folder.length + 1) : null
      if (rest === null || (rest.includes('/') && !isRecursive)) return []
      return /(^|\/)__init__\.py$/.test(rest) ? [] : [{ file, text }]
    })
    for (const one of within.toSorted(inWalk)) found.set(one.file, one)
  }
  return new Map(
    [...found.values()].map(({ file, text }, index) => {
      const module = `revision_file_${index}`
      return [module, { module, file, text }] as const
    }),
  )
}

/** The files of a folder come before those in folders within it. */
function inWalk(
  { file: one }: { readonly file: string },
  { file: other }: { readonly file: string },
): number {
  const [left, right] = [one.split('/'), other.split('/')]
  const at = left.findIndex((name, index) => name !== right[index])
  const isFile = (parts: readonly string[]): boolean => at === parts.length - 1
  if (at !== -1 && isFile(left) !== isFile(right)) return isFile(left) ? -1 : 1
  return compareText(left[at] ?? '', right[at] ?? '')
}

async function readRevisions({
  parser,
  modules,
  revisionModules,
}: Pick<AlembicHistory, 'parser' | 'modules' | 'revisionModules'>): Promise<{
  readonly revisions: readonly AlembicRevision[]
  readonly faults: readonly AlembicFault[]
}> {
  const program = new Program({
    parser,
    sources: {
      module: (name) => revisionModules.get(name) ?? modules.module(name),
      modulesIn: modules.modulesIn,
    },
    hostModule: (name) => (/^(alembic|sqlalchemy|sqlmodel)(\.|$)/.test(name) ? inert(name) : null),
    isLazy: () => true,
  })
  const revisions: AlembicRevision[] = []
  const faults: AlembicFault[] = []
  for (const source of revisionModules.values()) {
    const read = await readRevisionFile(program, source)
    if (read.revision) revisions.push(read.revision)
    faults.push(...read.faults)
  }
  return { revisions, faults }
}
