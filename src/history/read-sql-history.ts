import type { Files } from '../kernel/files.ts'
import { UserError } from '../kernel/user-error.ts'
import { parseFileName, type FileName } from './file-name.ts'
import { readRevision } from './read-revision.ts'
import { startOf } from './revision-fault.ts'
import type { SqlHistory, SqlRevision } from './revision.ts'
import { compareVersions, numberOf } from './version.ts'

/** Which folder holds the migrations of which database. */
export interface HistoryPlace {
  readonly database: string
  readonly folder: string
}

/**
 * Reads the migration files of a folder, `<version>_<name>.sql`, as dbmate has them. Where there is
 * no such folder yet, the history is empty. Loads no parser.
 *
 * @throws UserError for a file that is not named or not marked as a migration is
 */
export async function readSqlHistory(
  files: Files,
  { database, folder }: HistoryPlace,
): Promise<SqlHistory> {
  const names = ((await files.list(folder)) ?? [])
    .map((file) => parseFileName(file, folder))
    .filter((name) => name !== null)
    .toSorted((left, right) => compareVersions(left.id, right.id))
  refuseDuplicates(names, folder)
  const revisions: SqlRevision[] = []
  for (const name of names) {
    const file = `${folder}/${name.id}.sql`
    const text = await files.read(file)
    // It was there when the folder was listed; without it the history would have a hole.
    if (text === null) throw vanished(file)
    revisions.push(readRevision({ ...name, database, file, text }))
  }
  return { kind: 'sql', database, folder, revisions }
}

function refuseDuplicates(sorted: readonly FileName[], folder: string): void {
  const second = sorted.find((name, at) => {
    const before = sorted[at - 1]
    return before !== undefined && numberOf(before.version) === numberOf(name.version)
  })
  if (!second) return
  const first = sorted[sorted.indexOf(second) - 1]
  throw new UserError(
    `"${first?.id}.sql" and "${second.id}.sql" in "${folder}" have the same version.`,
    {
      code: 'duplicate-version',
      at: startOf(`${folder}/${second.id}.sql`),
      hint: 'Give the one that is not applied anywhere yet the next free version.',
    },
  )
}

function vanished(file: string): UserError {
  return new UserError(`The migration "${file}" cannot be read.`, {
    code: 'file-unreadable',
    at: startOf(file),
    hint: 'It is listed in its folder: see whether it is a file, and whether you may read it.',
  })
}
