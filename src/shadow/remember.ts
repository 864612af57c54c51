import { createHash } from 'node:crypto'
import { readdir, readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { gunzip, gzip } from 'node:zlib'
import { keepFile } from '../embedded/keep-file.ts'

/** Where results are remembered from run to run. */
export interface Memory {
  /** For what can be made again: it may be emptied at any time, and be shared. */
  readonly folder: string
  /** Names the built program: what another build found out is not believed. */
  readonly build: string
}

/** A thing that was found out, and all that it depends on. */
export interface Remembered<Result> {
  readonly memory: Memory
  /** Of equal keys the results are equal. */
  readonly key: readonly string[]
  /** Plain data, as JSON holds it. */
  readonly make: () => Promise<Result>
}

/** The most results that are kept: one of 5,000 tables takes 2 MB. */
const MOST = 16

/**
 * What was found out before under the same key, or else is found out now. A memory that is damaged, or
 * cannot be written, costs time and nothing else.
 */
export async function remember<Result>({ memory, key, make }: Remembered<Result>): Promise<Result> {
  const name = createHash('sha256').update(JSON.stringify([memory.build, ...key]))
  const folder = join(memory.folder, 'replays')
  const file = join(folder, `${name.digest('hex')}.json.gz`)
  const kept = await readKept<Result>(file)
  if (kept !== null) return kept.result
  const result = await make()
  await keep(file, { result }).catch(() => undefined)
  await forgetOldest(folder).catch(() => undefined)
  return result
}

interface Kept<Result> {
  readonly result: Result
}

/** The archive's own sum tells what was damaged. */
async function readKept<Result>(file: string): Promise<Kept<Result> | null> {
  try {
    const text = await promisify(gunzip)(await readFile(file))
    return JSON.parse(text.toString()) as Kept<Result>
  } catch {
    return null
  }
}

async function keep<Result>(file: string, kept: Kept<Result>): Promise<void> {
  await keepFile(file, await promisify(gzip)(JSON.stringify(kept), { level: 1 }))
}

async function forgetOldest(folder: string): Promise<void> {
  const files = (await readdir(folder)).map((name) => join(folder, name))
  const aged = await Promise.all(
    files.map(async (file) => ({ file, written: (await stat(file)).mtimeMs })),
  )
  const oldest = aged.toSorted((left, right) => left.written - right.written).slice(0, -MOST)
  for (const { file } of oldest) await rm(file, { force: true })
}
