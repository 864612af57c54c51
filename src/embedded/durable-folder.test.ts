import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { PGlite } from '@electric-sql/pglite'
import { expect, onTestFinished, test } from 'vitest'
import { pgliteModule } from './pglite-module.ts'
import { initialiseCluster, startPglite } from './start-pglite.ts'

/** What a test sees of Emscripten's file system. */
interface Module {
  readonly FS: {
    readonly filesystems: {
      readonly NODEFS: { readonly stream_ops: { fsync: (stream: Stream) => number } }
    }
  }
}

interface Stream {
  readonly nfd: number
  readonly path: string
}

function watchSyncs(pglite: PGlite): readonly string[] {
  const synced: string[] = []
  const { stream_ops: operations } = (pglite.Module as unknown as Module).FS.filesystems.NODEFS
  const sync = operations.fsync
  operations.fsync = (stream) => {
    synced.push(stream.path)
    return sync(stream)
  }
  return synced
}

test('a commit is on the disk before it is answered', async () => {
  const parent = await mkdtemp(join(tmpdir(), 'elenchus-durable-'))
  onTestFinished(() => rm(parent, { recursive: true, force: true }))
  const folder = join(parent, 'data')
  await initialiseCluster(folder)
  const pglite = await startPglite(
    { kind: 'folder', folder },
    { program: await pgliteModule(), log: () => undefined },
  )
  onTestFinished(() => pglite.close())
  const synced = watchSyncs(pglite)
  await pglite.exec('create table item (id integer)')
  for (let id = 0; id < 3; id += 1) {
    const before = synced.length
    await pglite.exec(`insert into item values (${id})`)
    expect(synced.slice(before).filter((path) => path.includes('/pg_wal/'))).not.toEqual([])
  }
  await pglite.exec('checkpoint')
  expect(synced.some((path) => path.includes('/base/'))).toBe(true)
}, 60_000)
