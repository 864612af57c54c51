import type { Files } from '../kernel/files.ts'
import { compareText } from '../kernel/ordering.ts'
import { joinPath } from '../history/alembic/join-path.ts'
import type { FolderTree } from './folder-tree.ts'

/** The files of a folder that may tell of models, histories and databases. */
export interface Survey {
  readonly folder: string
  /** In the order of folders and names, the outer folders first. */
  readonly files: readonly string[]
  /** The text of one of them; null for what is too large, which is noted. */
  readonly text: (file: string) => string | null
  /** These files alone, for readers. */
  readonly contents: Files
  /** Grows while files are read. */
  readonly notes: string[]
}

/** How much is looked at. */
export interface SurveyLimits {
  /** Files and folders in all. */
  readonly entries: number
  /** Bytes of one file. */
  readonly bytes: number
}

/** Enough for the largest repositories in one go; a file beyond a megabyte was written by a machine. */
const usualLimits: SurveyLimits = { entries: 400_000, bytes: 1_000_000 }

/** Folders that hold nothing that was written for the project. */
const SKIPPED =
  /^(\..*|node_modules|bower_components|site-packages|__pycache__|__pypackages__|build|dist|htmlcov|coverage|_build|.*\.egg-info)$/

/** Files in a folder that say that all of it was made or installed: environments, caches. */
const SIGNS: ReadonlySet<string> = new Set(['pyvenv.cfg', 'CACHEDIR.TAG'])

/** Names of files that are looked at. */
const WANTED =
  /\.(py|sh|sql|ini|toml|cfg|txt|in|lock)$|^(\.env(\..+)?|.+\.env|Pipfile|env\.example|(docker-)?compose[\w.-]*\.ya?ml)$/

/** Searches a folder with all that is in it, and no further. */
export function surveyFolder(
  tree: FolderTree,
  folder: string,
  limits: SurveyLimits = usualLimits,
): Survey {
  const notes: string[] = []
  const listed = listFolders(tree, joinPath(folder, '.'), { limits, notes })
  const texts = new Map<string, string | null>()
  const text = (file: string): string | null => {
    const known = texts.get(file)
    if (known !== undefined) return known
    const read = readText(tree, file, { limits, notes })
    texts.set(file, read)
    return read
  }
  return {
    folder: joinPath(folder, '.'),
    files: [...listed].flatMap(([path, { files }]) => files.map((name) => joinPath(path, name))),
    text,
    contents: contentsOf(listed, text),
    notes,
  }
}

interface Listed {
  readonly files: readonly string[]
  readonly folders: readonly string[]
}

interface Bounds {
  readonly limits: SurveyLimits
  readonly notes: string[]
}

function listFolders(
  tree: FolderTree,
  folder: string,
  { limits, notes }: Bounds,
): ReadonlyMap<string, Listed> {
  const listed = new Map<string, Listed>()
  const waiting = [folder]
  let seen = 0
  // It grows while it is gone through.
  for (const path of waiting) {
    const found = tree.entries(path)
    if (found === null || found.files.some((name) => SIGNS.has(name))) continue
    seen += found.files.length + found.folders.length
    if (seen > limits.entries) {
      notes.push(`only the first ${limits.entries} files were looked at: name a folder within`)
      break
    }
    const files = found.files.filter((name) => WANTED.test(name))
    const folders = found.folders.filter((name) => !SKIPPED.test(name))
    listed.set(path, { files, folders })
    for (const name of folders) waiting.push(joinPath(path, name))
  }
  return listed
}

function readText(tree: FolderTree, file: string, { limits, notes }: Bounds): string | null {
  const found = tree.read(file, limits.bytes)
  if (found === null) return null
  switch (found.kind) {
    case 'text':
      return found.text
    case 'too large':
      // Nobody expects a dump or a lock file to be read.
      if (file.endsWith('.py')) notes.push(`"${file}" was not read: it has ${found.bytes} bytes`)
      return null
  }
}

function contentsOf(
  listed: ReadonlyMap<string, Listed>,
  text: (file: string) => string | null,
): Files {
  const known = new Set(
    [...listed].flatMap(([path, { files }]) => files.map((name) => joinPath(path, name))),
  )
  return {
    list: (folder) => {
      const found = listed.get(joinPath(folder, '.'))
      return Promise.resolve(found ? [...found.files, ...found.folders].sort(compareText) : null)
    },
    read: (given) => {
      const file = joinPath(given, '.')
      return Promise.resolve(known.has(file) ? text(file) : null)
    },
  }
}
