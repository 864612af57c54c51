import type { Files } from '../../src/kernel/files.ts'

/** Files from a map of paths to texts; the folders are those that the paths name. */
export function memoryFiles(texts: Readonly<Record<string, string>>): Files {
  return {
    list(folder) {
      const start = folder === '.' ? '' : `${folder}/`
      const inside = Object.keys(texts)
        .filter((path) => path.startsWith(start))
        .map((path) => path.slice(start.length).split('/')[0] ?? '')
      return Promise.resolve(inside.length === 0 ? null : [...new Set(inside)].sort())
    },
    read: (file) => Promise.resolve(texts[file] ?? null),
  }
}
