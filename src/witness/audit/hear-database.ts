import { existsSync } from 'node:fs'
import { UserError } from '../../kernel/user-error.ts'
import { introspect, type Introspection } from '../../postgres/introspect.ts'
import type { Session } from '../../postgres/session.ts'
import { databaseRefusal } from '../../run/database-refusal.ts'
import { openDatabase } from '../../run/open-database.ts'
import { historyOf, type Run } from '../../run/opened.ts'
import { alembicStandingOf } from '../../run/alembic/alembic-standing.ts'
import { readLedger } from '../../run/ledger/read-ledger.ts'
import { standingOf, type DatabaseStanding } from '../../run/standing.ts'
import type { History } from '../../history/revision.ts'
import type { Database } from '../../settings/application.ts'

/** What a database has recorded of its history. */
export interface HeardRecords {
  readonly standing: DatabaseStanding
  /** Whether it has recorded anything. */
  readonly isRecorded: boolean
}

/** What a database of the application says for itself. */
export type HeardDatabase =
  | {
      readonly kind: 'heard'
      readonly introspection: Introspection
      readonly records: HeardRecords
    }
  /** An embedded database that was never made. */
  | { readonly kind: 'absent' }
  | { readonly kind: 'refused'; readonly error: UserError }

/**
 * Reads a database and what it has recorded. Changes nothing, waits for nobody, and makes no database.
 *
 * @param onRecords called as soon as the records are read, unless there is no database to be read
 */
export async function hearDatabase(
  run: Run,
  database: Database,
  onRecords: (records: HeardRecords) => void,
): Promise<HeardDatabase> {
  const history = historyOf(run.histories, database.name)
  try {
    return await withDatabase(run, database, async (session) => {
      const records = await readRecords({ run, history }, session)
      onRecords(records)
      return { kind: 'heard', records, introspection: await introspect(session) }
    })
  } catch (error) {
    const known = databaseRefusal(database.name, error)
    if (known instanceof UserError) return { kind: 'refused', error: known }
    throw error
  }
}

/** Does something with a session on a database, and closes it; absent where there is none to open. */
export async function withDatabase<Found>(
  run: Run,
  database: Database,
  work: (session: Session) => Promise<Found>,
): Promise<Found | { readonly kind: 'absent' }> {
  const { engine } = database
  if (engine.kind === 'embedded' && !existsSync(engine.folder)) return { kind: 'absent' }
  const session = await openDatabase({ database, environment: run.environment })
  try {
    return await work(session)
  } finally {
    await session.close()
  }
}

async function readRecords(
  { run, history }: { readonly run: Run; readonly history: History },
  session: Session,
): Promise<HeardRecords> {
  if (history.kind === 'sql') {
    const ledger = (await readLedger(session, history.database)) ?? []
    return { standing: standingOf(history, ledger), isRecorded: ledger.length > 0 }
  }
  const { readVersions } = await import('../../run/alembic/version-table.ts')
  const standing = alembicStandingOf(history, await readVersions(run, history, session))
  return { standing, isRecorded: standing.rows.length > 0 }
}
