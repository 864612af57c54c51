import {
  access,
  constants,
  mkdir,
  open,
  readdir,
  readFile,
  realpath,
  rename,
  rm,
} from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { UserError } from '../kernel/user-error.ts'
import type { Archive } from './snapshot-archive.ts'

/** The major version of PostgreSQL that PGlite is. */
export const embeddedMajor = 18

/**
 * The one name of a data folder, whatever links lead to it, so that one folder has one lock. Makes
 * the folders above it.
 *
 * @throws UserError `folder-not-writable`
 */
export async function locateDataFolder(folder: string): Promise<string> {
  const path = resolve(folder)
  try {
    await mkdir(dirname(path), { recursive: true })
    const parent = await realpath(dirname(path))
    const located = await realpath(path).catch(() => join(parent, basename(path)))
    await access(dirname(located), constants.W_OK)
    return located
  } catch (error) {
    throw notWritable(path, error)
  }
}

/**
 * Makes sure that a folder is free for a new cluster, or holds one that can be opened.
 *
 * @throws UserError `folder-foreign`, `folder-other-major` or `folder-not-writable`
 */
export async function checkDataFolder(folder: string): Promise<void> {
  const names = await namesIn(folder)
  if (names.length === 0) return
  if (!names.includes('PG_VERSION')) throw foreign(folder, 'It holds something else.')
  const major = (await readFile(join(folder, 'PG_VERSION'), 'utf8')).trim()
  if (major !== String(embeddedMajor)) throw otherMajor(folder, major)
  const server = await serverIn(folder)
  if (server !== null) throw foreign(folder, `A PostgreSQL server (process ${server}) has it open.`)
  await removeEmptyPidFile(folder)
  await access(folder, constants.W_OK).catch((error: unknown) => {
    throw notWritable(folder, error)
  })
}

/**
 * The process id of a server that has the folder open, or had until it was killed. PGlite would
 * delete the server's own lock file, upon which the server shuts down.
 */
async function serverIn(folder: string): Promise<string | null> {
  const pidFile = await readFile(join(folder, 'postmaster.pid'), 'utf8').catch(() => '')
  const pid = pidFile.split('\n')[0] ?? ''
  return pid === '' || pid === PGLITE_PID ? null : pid
}

/**
 * A kill between the making of PostgreSQL's lock file and the writing of it leaves it empty, and
 * PostgreSQL never starts again. Nobody else has the folder: its own lock is held.
 */
async function removeEmptyPidFile(folder: string): Promise<void> {
  const file = join(folder, 'postmaster.pid')
  const content = await readFile(file, 'utf8').catch(() => null)
  if (content === '') await rm(file, { force: true })
}

/** PGlite always calls itself process 42; the minus says that it is no server. */
const PGLITE_PID = '-42'

/** Whether a cluster is yet to be made there. */
export async function isNewFolder(folder: string): Promise<boolean> {
  return (await namesIn(folder)).length === 0
}

/**
 * Makes a cluster from an archive. It appears whole or not at all: what a kill leaves behind has
 * another name, and the next start deletes it.
 */
export async function createDataFolder(folder: string, archive: Archive): Promise<void> {
  const draft = `${folder}.new`
  await rm(draft, { recursive: true, force: true })
  // Other users of the machine have no business with the data.
  await mkdir(draft, { mode: 0o700 })
  for (const name of archive.folders) await mkdir(join(draft, name), { mode: 0o700 })
  for (let at = 0; at < archive.files.length; at += AT_ONCE) {
    const files = archive.files.slice(at, at + AT_ONCE)
    await Promise.all(files.map(({ path, content }) => writeDurably(join(draft, path), content)))
  }
  for (const name of ['.', ...archive.folders]) await syncFolder(join(draft, name))
  // An empty folder of the name is replaced.
  await rename(draft, folder)
  await syncFolder(dirname(folder))
}

/** Files written at once: a file system syncs many together in a third of the time. */
const AT_ONCE = 64

async function writeDurably(file: string, content: Uint8Array): Promise<void> {
  const handle = await open(file, 'wx', 0o600)
  try {
    await handle.writeFile(content)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

async function syncFolder(folder: string): Promise<void> {
  try {
    const handle = await open(folder, 'r')
    await handle.sync().finally(() => handle.close())
  } catch (error) {
    // Windows has no fsync for folders.
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') throw error
  }
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT') return []
    if (code === 'ENOTDIR') throw foreign(folder, 'It is a file.')
    throw notWritable(folder, error)
  }
}

function foreign(folder: string, detail: string): UserError {
  return new UserError(`"${folder}" is not the data folder of an embedded database.`, {
    code: 'folder-foreign',
    details: [detail],
    hint: 'Nothing was changed in it. Name an empty folder, or one that does not exist yet.',
  })
}

function otherMajor(folder: string, major: string): UserError {
  return new UserError(
    `The data folder "${folder}" was written by PostgreSQL ${major}, and this is PostgreSQL ${embeddedMajor}.`,
    {
      code: 'folder-other-major',
      hint:
        'Nothing was changed in it. Move it away and apply the migrations again, or go on with ' +
        'the release of Elenchus that wrote it.',
    },
  )
}

function notWritable(folder: string, cause: unknown): UserError {
  return new UserError(`The data folder "${folder}" cannot be written.`, {
    code: 'folder-not-writable',
    details: [cause instanceof Error ? cause.message : String(cause)],
    hint: `Name another folder, or get the right to write there: \`ls -ld '${folder}'\`.`,
    cause,
  })
}
