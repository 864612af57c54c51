import { existsSync } from 'node:fs'
import { UserError } from '../../kernel/user-error.ts'
import { introspect, type Introspection } from '../../postgres/introspect.ts'
import type { Session } from '../../postgres/session.ts'
import { databaseRefusal } from '../../run/database-refusal.ts'
import type { LedgerRow } from '../../run/ledger/ledger-row.ts'
import { readLedger } from '../../run/ledger/read-ledger.ts'
import { openDatabase } from '../../run/open-database.ts'
import type { Run } from '../../run/opened.ts'
import type { Database } from '../../settings/application.ts'

/** What a database of the application says for itself. */
export type HeardDatabase =
  | {
      readonly kind: 'heard'
      readonly introspection: Introspection
      /** Null where there is no table of what was applied. */
      readonly ledger: readonly LedgerRow[] | null
    }
  /** An embedded database that was never made. */
  | { readonly kind: 'absent' }
  | { readonly kind: 'refused'; readonly error: UserError }

/**
 * Reads a database and its ledger. Changes nothing, waits for nobody, and makes no database.
 *
 * @param onLedger called as soon as the ledger is read, unless there is no database to be read
 */
export async function hearDatabase(
  run: Run,
  database: Database,
  onLedger: (ledger: readonly LedgerRow[] | null) => void,
): Promise<HeardDatabase> {
  try {
    return await withDatabase(run, database, async (session) => {
      const ledger = await readLedger(session, database.name)
      onLedger(ledger)
      return { kind: 'heard', ledger, introspection: await introspect(session) }
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
