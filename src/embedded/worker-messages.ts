import type { PgliteModule } from './pglite-module.ts'

/** What the thread of PostgreSQL is started with. */
export interface WorkerOptions {
  /** The data folder, or null for a database in memory. */
  readonly folder: string | null
  /** Where the boot snapshot is kept. */
  readonly cache: string
  /** PGlite's program. */
  readonly program: PgliteModule
}

/** What the session sends to the thread of PostgreSQL. */
export type ToWorker =
  | {
      readonly kind: 'exchange'
      /** Messages of PostgreSQL's protocol; its memory goes to the thread. */
      readonly request: Uint8Array<ArrayBuffer>
    }
  | { readonly kind: 'close' }

/** What the thread of PostgreSQL sends back. After `failed` it ends. */
export type FromWorker =
  | { readonly kind: 'ready' }
  | {
      readonly kind: 'answer'
      /** Together: messages of PostgreSQL's protocol. */
      readonly chunks: readonly Uint8Array<ArrayBuffer>[]
    }
  | {
      readonly kind: 'failed'
      /** What went wrong, for a person. */
      readonly message: string
      /** The last lines that PostgreSQL wrote. */
      readonly log: readonly string[]
    }
