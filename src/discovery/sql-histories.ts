import { readSqlHistory } from '../history/read-sql-history.ts'
import { parentFolder } from '../history/alembic/join-path.ts'
import { UserError } from '../kernel/user-error.ts'
import { groupBy } from '../kernel/group-by.ts'
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

/** Sorts the SQL files of a repository: migrations are what is marked as such, for nothing else can be run. */
export async function sqlFolders(survey: Survey): Promise<SqlFolders> {
  const scripts = survey.files.filter(
    (file) => /\.sql$/i.test(file) && !isTest(file, survey.folder),
  )
  const histories: SqlFolder[] = []
  const loose: string[] = []
  for (const [folder, files] of groupBy(scripts, parentFolder)) {
    const isMarked = files.some((file) => /^--\s*migrate:up/m.test(survey.text(file) ?? ''))
    const history = isMarked ? await readFolder(survey, folder) : null
    if (history) histories.push(history)
    else loose.push(...files)
  }
  return { histories, loose: loose.sort() }
}

async function readFolder({ contents, notes }: Survey, folder: string): Promise<SqlFolder | null> {
  try {
    const { revisions } = await readSqlHistory(contents, { database: '', folder })
    return { folder, revisions: revisions.length, why: 'its files are marked -- migrate:up' }
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    notes.push(`"${folder}" is no history that can be read: ${error.message.replace(/\.$/, '')}`)
    return null
  }
}
