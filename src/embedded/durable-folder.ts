import { fsyncSync } from 'node:fs'
import type { PGlite } from '@electric-sql/pglite'
import { NodeFS } from '@electric-sql/pglite/nodefs'

/** What PGlite hands to its file systems before it starts. */
type ModuleOptions = Parameters<NodeFS['init']>[1]

/** The part of Emscripten's file system on Node that is completed here. */
interface FileSystems {
  readonly filesystems: {
    readonly NODEFS: {
      readonly stream_ops: { fsync?: (stream: { readonly nfd: number }) => number }
    }
  }
}

/**
 * A data folder whose fsync reaches the disk. Emscripten has none for Node's files, so that
 * PostgreSQL's would be answered with a success that is none.
 *
 * Measured: 0.15 ms each on an SSD with ext4, 0.3 ms for a commit.
 */
export class DurableFolder extends NodeFS {
  override async init(pglite: PGlite, options: ModuleOptions): Promise<InitResult> {
    const { emscriptenOpts } = await super.init(pglite, options)
    const preRun = emscriptenOpts.preRun ?? []
    preRun.push((module) => {
      const { filesystems } = module.FS as unknown as FileSystems
      filesystems.NODEFS.stream_ops.fsync = ({ nfd }) => {
        fsyncSync(nfd)
        return 0
      }
    })
    return { emscriptenOpts: { ...emscriptenOpts, preRun } }
  }
}

type InitResult = Awaited<ReturnType<NodeFS['init']>>
