import { existsSync } from 'node:fs'
import { chmod, mkdtemp, readdir, rm, statfs } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const PREFIX = 'elenchus-tests-'

/** A file system in memory, as Linux has one. */
const MEMORY = '/dev/shm'

/** What the databases of all tests may need at one time, in bytes, and as much again. */
const ROOM = 4 * 1024 ** 3

/**
 * Makes a folder for whatever one run of the tests writes: in memory where there is room, for tests
 * make and drop thousands of databases, and a disk is slow at that. What runs left that were killed is
 * removed.
 */
export async function makeRunFolder(): Promise<string> {
  const parent = (await hasRoom(MEMORY)) ? MEMORY : tmpdir()
  await removeLeftovers(parent)
  const folder = await mkdtemp(join(parent, `${PREFIX}${process.pid}-`))
  // The servers run as somebody else.
  await chmod(folder, 0o755)
  return folder
}

async function hasRoom(folder: string): Promise<boolean> {
  if (!existsSync(folder)) return false
  const { bavail, bsize } = await statfs(folder)
  return bavail * bsize >= ROOM
}

async function removeLeftovers(parent: string): Promise<void> {
  for (const name of await readdir(parent)) {
    const owner = name.startsWith(PREFIX) ? Number.parseInt(name.slice(PREFIX.length), 10) : NaN
    if (owner > 0 && !isAlive(owner)) await rm(join(parent, name), { recursive: true, force: true })
  }
}

function isAlive(processId: number): boolean {
  try {
    process.kill(processId, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
