import { compareText } from '../../kernel/ordering.ts'
import type { FolderEntry } from './source-provider.ts'

/** Tells what Python files lie in a folder, among those that are known; null for one that has none. */
export function modulesInFolder(
  files: () => Iterable<string>,
): (folder: string) => readonly FolderEntry[] | null {
  let found: ReadonlyMap<string, readonly FolderEntry[]> | null = null
  // Most programs never ask.
  return (folder) => (found ??= byFolder(files())).get(folder) ?? null
}

function byFolder(files: Iterable<string>): ReadonlyMap<string, readonly FolderEntry[]> {
  const found = new Map<string, FolderEntry[]>()
  for (const file of files) {
    const parts = file.split('/')
    const name = (parts.pop() ?? '').replace(/\.py$/, '')
    const isPackage = name === '__init__'
    if (isPackage) add(found, parts.join('/'), null)
    const own = isPackage ? (parts.pop() ?? '') : name
    add(found, parts.join('/'), { name: own, isPackage })
  }
  for (const list of found.values()) list.sort((one, other) => compareText(one.name, other.name))
  return found
}

/** Of a package and a module of one name Python finds the package. */
function add(found: Map<string, FolderEntry[]>, folder: string, entry: FolderEntry | null): void {
  const path = folder === '' ? '.' : folder
  const list = found.get(path) ?? []
  found.set(path, list)
  if (entry === null || entry.name === '' || entry.name.includes('.')) return
  const at = list.findIndex(({ name }) => name === entry.name)
  if (at < 0) list.push(entry)
  else if (entry.isPackage) list[at] = entry
}
