import { readSqlHistory } from '../history/read-sql-history.ts'
import { isWithin, parentFolder } from '../history/alembic/join-path.ts'
import { UserError } from '../kernel/user-error.ts'
import { groupBy } from './group-by.ts'
import { isTest } from './is-test.ts'
import type { Survey } from './survey.ts'

/** A folder of SQL migrations, without the database that it belongs to. */
export interface SqlFolder {
  readonly folder: string
  readonly revisions: number
  readonly why: string
}

/** Folders of SQL migrations, and the SQL files that are in none. */
export interface SqlFolders {
  readonly histories: readonly SqlFolder[]
  /** Sorted. */
  readonly loose: readonly string[]
}

/**
 * Sorts the SQL files of a repository.
 *
 * @param hasHistory whether another history is kept where a folder is: SQL files beside it count as
 *   migrations only where they are marked as such
 */
export async function sqlFolders(
  survey: Survey,
  hasHistory: (folder: string) => boolean,
): Promise<SqlFolders> {
  const scripts = survey.files.filter(
    (file) => /\.sql$/i.test(file) && !isTest(file, survey.folder),
  )
  const histories: SqlFolder[] = []
  const loose: string[] = []
  for (const [folder, files] of groupBy(scripts, parentFolder)) {
    const why = reasonOf(survey, { folder, files }, hasHistory)
    const history = why === null ? null : await readFolder(survey, folder, why)
    if (history) histories.push(history)
    else loose.push(...files)
  }
  return { histories, loose: loose.sort() }
}

interface Scripts {
  readonly folder: string
  readonly files: readonly string[]
}

/** Why a folder is one of migrations; null where it is not. */
function reasonOf(
  { text }: Survey,
  { folder, files }: Scripts,
  hasHistory: (folder: string) => boolean,
): string | null {
  if (files.some((file) => /^--\s*migrate:up/m.test(text(file) ?? ''))) {
    return 'its files are marked -- migrate:up'
  }
  const isNamed = /(^|\/)migrations(\/[^/]+)?$/.test(folder)
  const areNumbered = files.every((file) =>
    /\/?\d+[\s._-]*[^/]*\.sql$/.test(file.slice(folder.length)),
  )
  if (!isNamed || !areNumbered || hasHistory(folder)) return null
  return 'its files are numbered, as migrations are'
}

async function readFolder(
  { contents, notes }: Survey,
  folder: string,
  why: string,
): Promise<SqlFolder | null> {
  try {
    const { revisions } = await readSqlHistory(contents, { database: '', folder })
    return { folder, revisions: revisions.length, why }
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    notes.push(`"${folder}" is no history that can be read: ${error.message.replace(/\.$/, '')}`)
    return null
  }
}

/** Whether one of two folders is in the other. */
export function areNested(one: string, other: string): boolean {
  return isWithin(one, other) || isWithin(other, one)
}
