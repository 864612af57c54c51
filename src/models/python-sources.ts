import type { Files } from '../kernel/files.ts'
import { UserError } from '../kernel/user-error.ts'
import type { ModuleSource } from '../python/module/source-provider.ts'
import type { ModelGap } from './declaration.ts'
import { moduleNames } from './module-names.ts'
import { isPinFile, pinnedVersions } from './pinned-versions.ts'
import type { LibraryVersions } from './sqlalchemy/reading.ts'

/** The Python modules of a folder by their names, as the project imports them. */
export interface PythonSources {
  readonly modules: ReadonlyMap<string, ModuleSource>
  /** Folders with modules and without `__init__.py`. */
  readonly folders: ReadonlySet<string>
  readonly versions: LibraryVersions
  /** Files that could not be read, and modules that stand behind others. */
  readonly gaps: readonly ModelGap[]
}

/** Folders that hold no modules of the project's own. */
const SKIPPED = /^(\..*|node_modules|venv|site-packages|__pycache__|build|dist)$/

/** Reads all Python files below a folder, save those of environments and migrations. */
export async function readSources(files: Files, folder: string): Promise<PythonSources> {
  const listed = await listPython(files, folder, [])
  const gaps: ModelGap[] = []
  const read = async (file: string): Promise<string | null> => {
    try {
      return await files.read(file)
    } catch (error) {
      if (!(error instanceof UserError)) throw error
      const at = error.at ?? { file, line: 1, column: 1 }
      gaps.push({ reason: withoutStop(error.message), at, subject: null })
      return null
    }
  }
  const found = await Promise.all(
    listed.map(async (one) => ({ ...one, text: (await read(one.file)) ?? '' })),
  )
  const pins = found.filter(({ name }) => isPinFile(name))
  const modules = named(
    found.filter(({ name }) => name.endsWith('.py')),
    gaps,
  )
  return { modules, folders: foldersOf(modules), versions: pinnedVersions(pins), gaps }
}

function withoutStop(sentence: string): string {
  return sentence.replace(/\.$/, '')
}

interface ListedFile {
  readonly file: string
  readonly name: string
  readonly parts: readonly string[]
}

async function listPython(
  files: Files,
  folder: string,
  parts: readonly string[],
): Promise<readonly ListedFile[]> {
  const names = (await files.list(folder)) ?? []
  // A virtual environment, whatever it is called.
  if (names.includes('pyvenv.cfg') || isAlembicEnvironment(parts, names)) return []
  const within = names.map(async (name): Promise<readonly ListedFile[]> => {
    const file = folder === '.' ? name : `${folder}/${name}`
    if (name.endsWith('.py')) return [{ file, name, parts: [...parts, name.slice(0, -3)] }]
    if (isPinFile(name)) return [{ file, name, parts }]
    if (name.includes('.') || SKIPPED.test(name)) return []
    return listPython(files, file, [...parts, name])
  })
  return (await Promise.all(within)).flat()
}

/** Where revisions stand, and env.py; other modules of a package "migrations" may be imported by models. */
function isAlembicEnvironment(parts: readonly string[], names: readonly string[]): boolean {
  if (names.includes('env.py')) {
    return names.includes('versions') || names.includes('script.py.mako')
  }
  const [folder = '', within] = parts.slice(-2)
  return within === 'versions' && /migrat|alembic/.test(folder)
}

type ReadFile = ListedFile & { readonly text: string }

/** Modules by their names. Of two with one name the first is kept, and the other told. */
function named(files: readonly ReadFile[], gaps: ModelGap[]): ReadonlyMap<string, ModuleSource> {
  const names = moduleNames(files)
  const found = new Map<string, ModuleSource>()
  for (const [index, { file, text }] of files.entries()) {
    const name = names[index] ?? file
    const other = found.get(name)
    if (!other) found.set(name, { file, text })
    else if (declaresModels(text)) {
      const reason = `this module has the same name "${name}" as ${other.file}: give models of the settings a root`
      gaps.push({ reason, at: { file, line: 1, column: 1 }, subject: null })
    }
  }
  return found
}

function foldersOf(modules: ReadonlyMap<string, ModuleSource>): ReadonlySet<string> {
  const found = new Set<string>()
  for (const name of modules.keys()) {
    for (let at = name.lastIndexOf('.'); at > 0; at = name.lastIndexOf('.', at - 1)) {
      found.add(name.slice(0, at))
    }
  }
  return found
}

/** Whether a module looks as if it declared models: it is cheap, and may say yes too often. */
export function declaresModels(text: string): boolean {
  // A revision of Alembic's speaks of tables, too.
  if (/^down_revision\b/m.test(text)) return false
  if (/__tablename__|__table_args__|\btable\s*=\s*True\b/.test(text)) return true
  if (!/\b(sqlalchemy|sqlmodel|flask_sqlalchemy|db)\b/.test(text)) return false
  return /\b(Table|Column|mapped_column|declarative_base|DeclarativeBase|SQLModel|Mapped|as_declarative|Model|MetaData|listen|listens_for)\b/.test(
    text,
  )
}
