import { closeSync, fstatSync, openSync, readdirSync, readFileSync } from 'node:fs'
import { compareText } from '../kernel/ordering.ts'

/** What is in a folder, each sorted. Symbolic links are none of them: they may lead out of it. */
export interface FolderEntries {
  readonly files: readonly string[]
  readonly folders: readonly string[]
}

/** What is in a file, or how large it is where that is too much. */
export type FileContent =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'too large'; readonly bytes: number }

/** Folders that are searched. */
export interface FolderTree {
  /** Null where there is no such folder, or where it may not be read. */
  entries(folder: string): FolderEntries | null
  /** Null where there is no such file, or where it may not be read. */
  read(file: string, mostBytes: number): FileContent | null
}

/**
 * The folders of this machine. 20,000 files are read in 0.7 s like this, and in 9 s by promises, which
 * take several turns in a pool of threads for each.
 */
export const nodeTree: FolderTree = {
  entries(folder) {
    try {
      const found = readdirSync(folder, { withFileTypes: true })
      const named = (some: typeof found): readonly string[] =>
        some.map(({ name }) => name).sort(compareText)
      return {
        files: named(found.filter((one) => one.isFile())),
        folders: named(found.filter((one) => one.isDirectory())),
      }
    } catch {
      return null
    }
  },
  read(file, mostBytes) {
    let handle: number
    try {
      handle = openSync(file, 'r')
    } catch {
      return null
    }
    try {
      const bytes = fstatSync(handle).size
      if (bytes > mostBytes) return { kind: 'too large', bytes }
      return { kind: 'text', text: readFileSync(handle, 'utf8').replace(/^\ufeff/, '') }
    } catch {
      return null
    } finally {
      closeSync(handle)
    }
  },
}
