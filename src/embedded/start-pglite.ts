import { PGlite, type PGliteOptions } from '@electric-sql/pglite'
import { DurableFolder } from './durable-folder.ts'
import { extensionFiles } from './extension-files.ts'
import { MemoryFolder } from './memory-folder.ts'
import type { PgliteModule } from './pglite-module.ts'
import type { Archive } from './snapshot-archive.ts'

/** Where the cluster lives: in a data folder, or in memory as a copy of an archive. */
export type Storage =
  | { readonly kind: 'folder'; readonly folder: string }
  | { readonly kind: 'memory'; readonly archive: Promise<Archive> }

/** Smaller WAL files make a smaller snapshot: 30 MB instead of 46. */
export const initdbParameters: readonly string[] = ['--wal-segsize=1']

/** PGlite's own and some more, without `-F` (fsync off), `-O` (system tables unprotected) and `search_path`. */
const parameters: readonly string[] = [
  '--single',
  '-j',
  ...settings({
    exit_on_error: 'false',
    io_method: 'sync',
    log_checkpoints: 'false',
    // Errors go to the caller, who needs no second copy with the text of the statement.
    log_min_messages: 'fatal',
    max_worker_processes: '0',
    max_parallel_workers: '0',
    max_parallel_workers_per_gather: '0',
    max_parallel_maintenance_workers: '0',
    shared_buffers: '8MB',
    // Beyond its stack WASM breaks without an error. See the size of the thread's stack.
    max_stack_depth: '500kB',
  }),
]

/**
 * In a folder every commit is on the disk before it is answered. `fdatasync` does nothing in this
 * build, `fsync` is what {@link DurableFolder} provides.
 */
const durable = settings({ fsync: 'on', wal_sync_method: 'fsync' })

/** In memory nothing can be recovered, so nothing is prepared for it. */
const volatile = settings({
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
})

/** What PostgreSQL is started with. */
export interface StartOptions {
  /** PGlite's program. */
  readonly program: PgliteModule
  /** Gets every line that PostgreSQL writes to its log. */
  readonly log: (line: string) => void
}

/** Starts PostgreSQL in this thread. */
export async function startPglite(
  storage: Storage,
  { program, log }: StartOptions,
): Promise<PGlite> {
  // Unpacked while PostgreSQL starts.
  const extensions = extensionFiles()
  const pglite = await PGlite.create({
    ...optionsFor(storage),
    ...logOptions(log),
    pgliteWasmModule: program,
  })
  for (const { path, content } of await extensions) pglite.copyToFS(`/pglite/${path}`, content)
  return pglite
}

/** Makes a new cluster in a folder and shuts it down. */
export async function initialiseCluster(folder: string): Promise<void> {
  const pglite = await PGlite.create({
    dataDir: folder,
    initDbStartParams: [...initdbParameters],
    startParams: [...parameters, '-F'],
  })
  await pglite.close()
}

function optionsFor(storage: Storage): PGliteOptions {
  switch (storage.kind) {
    case 'folder':
      return { fs: new DurableFolder(storage.folder), startParams: [...parameters, ...durable] }
    case 'memory':
      return { fs: new MemoryFolder(storage.archive), startParams: [...parameters, ...volatile] }
  }
}

function logOptions(log: (line: string) => void): PGliteOptions {
  // False: PGlite shall not print the line besides.
  const take = (line: string): boolean => {
    log(line)
    return false
  }
  return { onStdout: take, onStderr: take }
}

function settings(values: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}
