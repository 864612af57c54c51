import { existsSync } from 'node:fs'
import type { History } from '../history/revision.ts'
import type { Database } from '../settings/application.ts'
import { placeOfMigrations } from '../settings/migrations-of.ts'
import { openDatabase } from './open-database.ts'
import { historyOf, type Run } from './opened.ts'
import { selectDatabases } from './selection.ts'
import { databaseRefusal } from './database-refusal.ts'
import type { LedgerRow } from './ledger/ledger-row.ts'
import { emptyStanding, readStandingOf } from './read-standing.ts'
import { refuseAlembicFaults } from './alembic/refuse-alembic-faults.ts'
import type { DatabaseStanding, RevisionState } from './standing.ts'

/** Where the databases of an application stand. */
export interface Status {
  readonly kind: 'status'
  /** Sorted by name. */
  readonly databases: readonly DatabaseStatus[]
}

/** Where one database stands, and what it is. */
export interface DatabaseStatus {
  readonly database: string
  readonly engine: Database['engine']['kind']
  /** As `server_version_num`; null for an embedded database that was never opened. */
  readonly serverVersion: number | null
  /** The folder of its migrations, or the configuration of Alembic. */
  readonly migrations: string
  /** In the order of their versions. */
  readonly revisions: readonly RevisionStatus[]
}

/** One revision of a database, from the files' side and the ledger's. */
export interface RevisionStatus {
  readonly revision: string
  readonly state: RevisionState
  /** What the file says it is about; empty where it says nothing, and for an unknown one. */
  readonly title: string
  /** Null for an unknown one. */
  readonly file: string | null
  /** True for a pending one that stands before an applied one. */
  readonly outOfOrder: boolean
  /** Null for a pending one, and for those of Alembic, whose table has no more than ids. */
  readonly ledger: LedgerRow | null
}

/**
 * Reads what the databases have recorded and holds it against the files. Changes nothing, and waits for
 * nobody.
 *
 * @throws UserError for faults of an Alembic history, and for those of the connections
 */
export async function status(run: Run, only: readonly string[]): Promise<Status> {
  const selected = selectDatabases(run.application, only)
  refuseAlembicFaults(run.histories, selected)
  const databases: DatabaseStatus[] = []
  for (const database of selected) databases.push(await statusOf(run, database))
  return { kind: 'status', databases }
}

async function statusOf(run: Run, database: Database): Promise<DatabaseStatus> {
  const { name, engine } = database
  const history = historyOf(run.histories, name)
  const found = await readDatabase(run, database, history)
  const { revisions } = found?.standing ?? emptyStanding(history)
  return {
    database: name,
    engine: engine.kind,
    serverVersion: found?.serverVersion ?? null,
    migrations: placeOfMigrations(database.migrations),
    revisions: revisions.map(({ id, state, revision, row, outOfOrder }) => ({
      revision: id,
      state,
      title: revision?.title ?? '',
      file: revision?.file ?? null,
      outOfOrder,
      ledger: row,
    })),
  }
}

interface Found {
  readonly serverVersion: number
  readonly standing: DatabaseStanding
}

/** Null for an embedded database that is not there yet: looking must not create it. */
async function readDatabase(run: Run, database: Database, history: History): Promise<Found | null> {
  if (database.engine.kind === 'embedded' && !existsSync(database.engine.folder)) return null
  const { environment } = run
  const session = await openDatabase({ database, environment })
  try {
    const standing = await readStandingOf(run, history, session)
    return { serverVersion: session.serverVersion, standing }
  } catch (error) {
    throw databaseRefusal(database.name, error, database.migrations.kind)
  } finally {
    await session.close()
  }
}

/** Whether anything is left to do or to mend: what `status --check` fails on. */
export function isCurrent({ databases }: Status): boolean {
  return databases.every(({ revisions }) =>
    revisions.every(({ state }) => state === 'applied' || state === 'skipped'),
  )
}
