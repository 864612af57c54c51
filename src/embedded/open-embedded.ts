import { systemClock, type Clock } from '../kernel/clock.ts'
import { UserError } from '../kernel/user-error.ts'
import type { Session } from '../postgres/session.ts'
import { checkDataFolder, locateDataFolder } from './data-folder.ts'
import { EmbeddedSession } from './embedded-session.ts'
import { lockFolder } from './folder-lock.ts'
import { pgliteModule } from './pglite-module.ts'
import { systemProcesses } from './process-identity.ts'
import { WorkerLink, WorkerLost } from './worker-link.ts'

/** Which embedded database to open, and how. */
export interface EmbeddedOptions {
  /** The data folder, made where there is none; null for a database in memory. */
  readonly folder: string | null
  /** Where to keep the boot snapshot, which makes later starts faster. May be deleted at any time. */
  readonly cache: string
  /** Milliseconds to wait for a folder that another process has open. 0 if not given. */
  readonly wait?: number
  /**
   * Milliseconds that a call may take, or null for no limit, which it is if not given. A call that
   * takes longer ends the session: the folder is free then, and has what was committed.
   */
  readonly statementTimeout?: number | null
  readonly clock?: Clock
}

/**
 * Opens PostgreSQL without a server.
 *
 * It differs from a server of the same major in this: one session at a time, as superuser
 * `postgres` in database `postgres`; no autovacuum, so statistics only after `analyze`; no parallel
 * workers; the locale is C with the characters of UTF-8, and of other collations there are only
 * `en_US`, `und-x-icu` and `unicode`; `statement_timeout` and `lock_timeout` do nothing; prepared
 * transactions are off. Advisory locks and the `concurrently` forms work, and
 * pg_stat_progress_create_index is there but nobody can look while a build runs.
 *
 * @throws UserError `folder-locked`, `folder-foreign`, `folder-other-major`, `folder-not-writable`,
 *   and `folder-unreadable` or `engine-not-started` where PostgreSQL does
 *   not start.
 */
export async function openEmbedded(options: EmbeddedOptions): Promise<Session> {
  if (options.folder === null) return open(options, null, () => Promise.resolve())
  const folder = await locateDataFolder(options.folder)
  const lock = await lockFolder(folder, {
    milliseconds: options.wait ?? 0,
    clock: options.clock ?? systemClock,
    processes: systemProcesses,
  })
  try {
    await checkDataFolder(folder)
    return await open(options, folder, () => lock.release())
  } catch (error) {
    await lock.release()
    throw error
  }
}

async function open(
  { cache, statementTimeout }: EmbeddedOptions,
  folder: string | null,
  onEnd: () => Promise<void>,
): Promise<Session> {
  // The parsers are pg's, which loads while PostgreSQL starts.
  const parsers = import('../postgres/values.ts')
  const link = await start(folder, cache).catch((error: unknown) => {
    throw error instanceof WorkerLost ? notStarted(folder, error) : error
  })
  try {
    const { parseValue } = await parsers
    return await EmbeddedSession.begin(link, {
      name: folder ?? 'in memory',
      statementTimeout: statementTimeout ?? null,
      parserOf: parseValue,
      onEnd,
    })
  } catch (error) {
    await link.close()
    throw error
  }
}

async function start(folder: string | null, cache: string): Promise<WorkerLink> {
  return WorkerLink.start({ folder, cache, program: await pgliteModule() })
}

function notStarted(folder: string | null, cause: WorkerLost): UserError {
  const details = [cause.message, ...cause.log].filter((line) => line !== '')
  if (folder === null) {
    return new UserError('PostgreSQL did not start in memory.', {
      code: 'engine-not-started',
      details,
      hint: 'It takes 300 MB of memory and 30 MB in the folder for temporary files: see whether they are to be had.',
      cause,
    })
  }
  return new UserError(`PostgreSQL did not start on the data folder "${folder}".`, {
    code: 'folder-unreadable',
    details,
    hint: 'If the details name nothing that you can mend, restore the folder from a copy, or move it away and apply the migrations again.',
    cause,
  })
}
