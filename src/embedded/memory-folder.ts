import { MemoryFS } from '@electric-sql/pglite'
import type { Archive } from './snapshot-archive.ts'

/** Where PGlite has its data folder. */
const DATA = '/pglite/data'

/** Emscripten's file system in memory. */
interface FileSystem {
  mkdirTree(path: string): void
  writeFile(path: string, content: Uint8Array, options: { readonly canOwn: boolean }): void
}

/** A data folder in memory that starts as a copy of an archive. */
export class MemoryFolder extends MemoryFS {
  readonly #archive: Promise<Archive>

  /** @param archive may come while PGlite gets ready. */
  constructor(archive: Promise<Archive>) {
    super()
    this.#archive = archive
  }

  /** PGlite calls it before it looks for a cluster. */
  override async initialSyncFs(): Promise<void> {
    await super.initialSyncFs()
    const files = this.pg?.Module.FS as unknown as FileSystem
    const archive = await this.#archive
    files.mkdirTree(DATA)
    for (const folder of archive.folders) files.mkdirTree(`${DATA}/${folder}`)
    for (const { path, content } of archive.files) {
      // The archive's memory becomes the file's, so nothing is copied.
      files.writeFile(`${DATA}/${path}`, content, { canOwn: true })
    }
  }
}
