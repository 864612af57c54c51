import { isPinFile, type PinFile } from '../../models/pinned-versions.ts'
import type { Files } from '../../kernel/files.ts'
import { modulesInFolder } from '../../python/module/modules-in-folder.ts'
import type { ModuleSource, SourceProvider } from '../../python/module/source-provider.ts'
import { isWithin, joinPath, parentFolder } from './join-path.ts'

/** The Python files of a project, found by the names that its code imports them by. */
export interface ProjectModules extends SourceProvider {
  /** All Python files by their paths. */
  readonly files: ReadonlyMap<string, string>
  /** What the project pins, one file after the other. */
  readonly pins: readonly PinFile[]
}

/** Where modules are looked for. */
export interface ModuleFolders {
  /** Folders that are read with all that is in them. */
  readonly folders: readonly string[]
  /** Folders that names begin in, the first first. */
  readonly roots: readonly string[]
}

/** Folders that hold nothing of the project's own. */
const SKIPPED =
  /^(\..*|node_modules|venv|site-packages|__pycache__|\.tox|static|assets|frontend|htmlcov)$/

/** Reads the Python files of folders, those of migrations among them. */
export async function readProjectModules(
  files: Files,
  { folders, roots }: ModuleFolders,
): Promise<ProjectModules> {
  const texts = new Map<string, string>()
  const pins: PinFile[] = []
  const read = async (file: string, name: string): Promise<void> => {
    if (name.endsWith('.py')) texts.set(file, (await files.read(file)) ?? '')
    else if (isPinFile(name)) pins.push({ name, text: (await files.read(file)) ?? '' })
  }
  const walk = async (folder: string): Promise<void> => {
    for (const name of (await files.list(folder)) ?? []) {
      const file = joinPath(folder, name)
      if (name.includes('.') && !name.startsWith('.')) await read(file, name)
      else if (!SKIPPED.test(name)) await walk(file)
    }
  }
  for (const folder of outermost(folders)) await walk(folder)
  return modulesOf(texts, { roots, pins })
}

/** Folders that do not lie within another of them. */
function outermost(folders: readonly string[]): readonly string[] {
  const unique = [...new Set(folders.map((folder) => joinPath(folder, '.')))]
  return unique.filter((one) => !unique.some((other) => one !== other && isWithin(one, other)))
}

function modulesOf(
  files: ReadonlyMap<string, string>,
  { roots, pins }: { readonly roots: readonly string[]; readonly pins: readonly PinFile[] },
): ProjectModules {
  const folders = foldersOf(files)
  const starts = startsOf(files)
  const found = (root: string, name: string): ModuleSource | 'folder' | null => {
    const path = joinPath(root, name.replaceAll('.', '/'))
    for (const file of [`${path}/__init__.py`, `${path}.py`]) {
      const text = files.get(file)
      if (text !== undefined) return { file, text }
    }
    return folders.has(path) ? 'folder' : null
  }
  const module = (name: string): ModuleSource | 'folder' | null => {
    const [first = name] = name.split('.', 1)
    let isFolder = false
    for (const root of [...roots, ...(starts.get(first) ?? [])]) {
      const source = found(root, name)
      if (source === 'folder') isFolder = true
      else if (source) return source
    }
    return isFolder ? 'folder' : null
  }
  return { files, pins, module, modulesIn: modulesInFolder(() => files.keys()) }
}

function foldersOf(files: ReadonlyMap<string, string>): ReadonlySet<string> {
  const found = new Set<string>()
  for (const file of files.keys()) {
    for (let at = file.lastIndexOf('/'); at > 0; at = file.lastIndexOf('/', at - 1)) {
      found.add(file.slice(0, at))
    }
  }
  return found
}

/** Folders outside of every package, by the names of the packages in them: `sys.path` made by hand. */
function startsOf(files: ReadonlyMap<string, string>): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>()
  for (const file of files.keys()) {
    if (!file.endsWith('/__init__.py')) continue
    const folder = parentFolder(file)
    const outer = parentFolder(folder)
    if (files.has(joinPath(outer, '__init__.py'))) continue
    const name = folder.slice(folder.lastIndexOf('/') + 1)
    const list = found.get(name) ?? []
    list.push(outer)
    found.set(name, list)
  }
  for (const list of found.values()) list.sort((one, other) => one.length - other.length)
  return found
}
