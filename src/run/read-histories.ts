import { readSqlHistory } from '../history/read-sql-history.ts'
import type { History } from '../history/revision.ts'
import type { Files } from '../kernel/files.ts'
import type { Application } from '../settings/application.ts'
import { placeOfMigrations } from '../settings/migrations-of.ts'

/** Reads the migrations of every database of an application, sorted by database. */
export async function readHistories(
  application: Application,
  files: Files,
): Promise<readonly History[]> {
  const histories: History[] = []
  for (const { name, migrations } of application.databases) {
    const folder = placeOfMigrations(migrations)
    histories.push(await readSqlHistory(files, { database: name, folder }))
  }
  return histories
}
