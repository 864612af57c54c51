import { isWithin, joinPath, parentFolder } from '../history/alembic/join-path.ts'
import { isProjectFolder } from '../models/project-folder.ts'
import { declaresModels, readSources, type PythonSources } from '../models/python-sources.ts'
import { groupBy } from '../kernel/group-by.ts'
import { importedModules } from './imported-modules.ts'
import type { Survey } from './survey.ts'
import { isTest } from './is-test.ts'

/** A Python project within the repository, with the files that may declare models. */
export interface PythonProject {
  readonly folder: string
  /** Where its imports start: its own folder, or one around it that holds what it shares with others. */
  readonly root: string
  readonly sources: PythonSources
  /** The modules that may declare models, sorted. */
  readonly modules: readonly string[]
  /** Their files. */
  readonly files: readonly string[]
}

/**
 * Finds the Python projects that may declare models, each with the folder that its imports start at.
 * Files of tests count only where no others do.
 */
export async function pythonProjects(survey: Survey): Promise<readonly PythonProject[]> {
  const all = survey.files.filter((file) => file.endsWith('.py') && maySpeakOfTables(survey, file))
  const own = all.filter((file) => !isTest(file, survey.folder))
  const groups = groupBy(own.length > 0 ? own : all, projectOf(survey))
  const known = namesIn(survey)
  const read = sourcesReader(survey)
  const found: PythonProject[] = []
  for (const [folder, files] of groups) {
    const root = await rootOf({ folder, files }, { survey, known, read })
    const sources = await read(root)
    const modules = [...sources.modules].flatMap(([name, { file }]) =>
      files.includes(file) ? [name] : [],
    )
    if (modules.length > 0) found.push({ folder, root, sources, files, modules: modules.sort() })
  }
  return found
}

function maySpeakOfTables({ text }: Survey, file: string): boolean {
  const read = text(file)
  return read !== null && speaksOfTables(read)
}

/** Whether a module may declare models: Django's have the same words, but never speak of SQLAlchemy. */
export function speaksOfTables(text: string): boolean {
  if (!declaresModels(text)) return false
  return /sqlalchemy|sqlmodel|__tablename__|__table_args__|\bdb\.(Model|Table|Column)\b|\btable\s*=\s*True\b/i.test(
    text,
  )
}

/** The folder of the project that a file belongs to. */
export function projectOf({ files, folder }: Survey): (file: string) => string {
  const names = groupBy(files, parentFolder)
  const isStart = (path: string): boolean => {
    const inside = (names.get(path) ?? []).map((file) => file.slice(file.lastIndexOf('/') + 1))
    // Who is started in a folder of its own is a project of its own.
    const isStarted = inside.includes('alembic.ini') && !inside.includes('__init__.py')
    return isProjectFolder(inside) || (isStarted && !inside.includes('env.py'))
  }
  const kept = new Map<string, string>()
  const nearest = (path: string): string => {
    if (path === folder || !isWithin(path, folder)) return folder
    const known = kept.get(path)
    if (known !== undefined) return known
    const found = isStart(path) ? path : nearest(parentFolder(path))
    kept.set(path, found)
    return found
  }
  return (file) => nearest(parentFolder(file))
}

interface Candidates {
  readonly folder: string
  readonly files: readonly string[]
}

interface Around {
  readonly survey: Survey
  /** First names of modules and packages anywhere in the repository. */
  readonly known: ReadonlySet<string>
  readonly read: (root: string) => Promise<PythonSources>
}

/** The nearest folder from which most imports lead to files, and each file is the module it is taken for. */
async function rootOf(
  { folder, files }: Candidates,
  { survey, known, read }: Around,
): Promise<string> {
  let best = { root: folder, score: -1 }
  for (let root = folder; ; root = parentFolder(root)) {
    const sources = await read(root)
    const { score, unresolved } = resolution(files, sources)
    if (score > best.score) best = { root, score }
    const isDone = !unresolved.some((name) => known.has(name))
    if (isDone || root === survey.folder || parentFolder(root) === root) return best.root
  }
}

/** How many imports of these files lead to others, and the first names of the rest. */
function resolution(
  files: readonly string[],
  { modules, folders }: PythonSources,
): { readonly score: number; readonly unresolved: readonly string[] } {
  const nameOf = new Map(Array.from(modules, ([name, { file }]) => [file, name]))
  const unresolved = new Set<string>()
  let score = 0
  for (const file of files) {
    const name = nameOf.get(file)
    const text = name === undefined ? undefined : modules.get(name)?.text
    // Another file has its name: seen from here it is not what it is.
    if (name === undefined || text === undefined) continue
    score += 1000
    const isPackage = file.endsWith('/__init__.py')
    for (const imported of importedModules({ text, name, isPackage })) {
      if (modules.has(imported)) score += 1
      else if (!folders.has(imported)) unresolved.add(imported.split('.', 1)[0] ?? imported)
    }
  }
  return { score, unresolved: [...unresolved].filter((name) => !startsOne(name, modules, folders)) }
}

function startsOne(
  name: string,
  modules: PythonSources['modules'],
  folders: PythonSources['folders'],
): boolean {
  return modules.has(name) || folders.has(name)
}

function namesIn({ files }: Survey): ReadonlySet<string> {
  const found = new Set<string>()
  for (const file of files) {
    if (!file.endsWith('.py')) continue
    const parts = file.split('/')
    found.add((parts.at(-1) ?? '').slice(0, -3))
    for (const part of parts.slice(0, -1)) found.add(part)
  }
  return found
}

function sourcesReader({ contents }: Survey): (root: string) => Promise<PythonSources> {
  const kept = new Map<string, Promise<PythonSources>>()
  return (root) => {
    const sources = kept.get(root) ?? readSources(contents, joinPath(root, '.'))
    kept.set(root, sources)
    return sources
  }
}
