import { readSqlHistory } from '../history/read-sql-history.ts'
import type { History } from '../history/revision.ts'
import type { Files } from '../kernel/files.ts'
import type { Application } from '../settings/application.ts'
import { AlembicReader } from './alembic/read-alembic-database.ts'

/**
 * Reads the migrations of every database of an application, sorted by database.
 *
 * @throws UserError for faults of SQL files; those of an Alembic history are told in it
 */
export async function readHistories(
  application: Application,
  files: Files,
): Promise<readonly History[]> {
  const alembic = new AlembicReader(files, application.root)
  const histories: History[] = []
  for (const { name: database, migrations } of application.databases) {
    switch (migrations.kind) {
      case 'sql':
        histories.push(await readSqlHistory(files, { database, folder: migrations.folder }))
        break
      case 'alembic':
        histories.push(await alembic.read({ database, migrations }))
    }
  }
  return histories
}
