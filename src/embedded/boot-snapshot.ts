import { createHash } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { keepFile } from './keep-file.ts'
import { pgliteVersion } from './pglite-package.ts'
import { archiveFolder, packArchive, unpackArchive, type Archive } from './snapshot-archive.ts'
import { initialiseCluster, initdbParameters } from './start-pglite.ts'

/**
 * An empty cluster, from the cache or made anew. To make it takes 2 to 4 s, to read it 0.05 s.
 *
 * A cache that is damaged or cannot be written costs time and nothing else.
 */
export async function bootSnapshot(cache: string): Promise<Archive> {
  const file = join(cache, snapshotName())
  const bytes = await readFile(file).catch(() => null)
  const kept = bytes === null ? null : await unpackArchive(bytes)
  if (kept !== null) return kept
  const made = await makeSnapshot()
  await keepFile(file, await packArchive(made)).catch(() => undefined)
  return made
}

/** Another version of PGlite, or other parameters, have a snapshot of their own. */
export function snapshotName(): string {
  const key = JSON.stringify([pgliteVersion(), initdbParameters])
  return `postgres-${createHash('sha256').update(key).digest('hex').slice(0, 16)}.snapshot`
}

/**
 * It is made in a folder and not in memory, for PGlite can dump a running cluster only, and such a
 * one is recovered at each start.
 */
async function makeSnapshot(): Promise<Archive> {
  const parent = await mkdtemp(join(tmpdir(), 'elenchus-snapshot-'))
  try {
    const folder = join(parent, 'data')
    await initialiseCluster(folder)
    return await archiveFolder(folder)
  } finally {
    await rm(parent, { recursive: true, force: true })
  }
}
