import { countsOf, type Counts } from '../catalogue/counts.ts'
import { snapshotOf, type Snapshot } from '../catalogue/snapshot.ts'
import { UserError } from '../kernel/user-error.ts'
import { introspect, introspectWithDependencies } from '../postgres/introspect.ts'
import type { Session } from '../postgres/session.ts'
import type { Database } from '../settings/application.ts'
import { databaseRefusal } from './database-refusal.ts'
import { openDatabase } from './open-database.ts'
import type { Run } from './opened.ts'
import { selectDatabases } from './selection.ts'

/** What one of several databases holds. */
export interface DatabaseCounts {
  readonly database: string
  readonly counts: Counts
}

/** Counts what the databases hold, from their catalogues. Sorted by name. */
export async function countDatabases(
  run: Run,
  only: readonly string[],
): Promise<readonly DatabaseCounts[]> {
  const counted: DatabaseCounts[] = []
  for (const database of selectDatabases(run.application, only)) {
    const { catalogue } = await read(run, database, introspect)
    counted.push({ database: database.name, counts: countsOf(catalogue) })
  }
  return counted
}

/**
 * The snapshot of one database.
 *
 * @param only one name; none where the application has only one database
 */
export async function snapshotDatabase(run: Run, only: readonly string[]): Promise<Snapshot> {
  const [database, ...more] = selectDatabases(run.application, only)
  if (database === undefined || more.length > 0) throw oneAtATime()
  const { catalogue, server, dependencies } = await read(run, database, introspectWithDependencies)
  return snapshotOf(catalogue, server, dependencies)
}

async function read<Found>(
  run: Run,
  database: Database,
  from: (session: Session) => Promise<Found>,
): Promise<Found> {
  const { environment } = run
  const session = await openDatabase({ database, environment })
  try {
    return await from(session)
  } catch (error) {
    throw databaseRefusal(database.name, error)
  } finally {
    await session.close()
  }
}

function oneAtATime(): UserError {
  return new UserError('A snapshot is of one database.', {
    code: 'command-line',
    hint: 'Name it: elenchus snapshot --only auth',
  })
}
