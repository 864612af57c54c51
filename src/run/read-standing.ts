import { usualVersionTable } from '../history/alembic/run/version-rows.ts'
import type { History } from '../history/revision.ts'
import type { Session } from '../postgres/session.ts'
import { alembicStandingOf } from './alembic/alembic-standing.ts'
import type { WorldOfRun } from './alembic/alembic-world.ts'
import { readLedger } from './ledger/read-ledger.ts'
import { standingOf, type DatabaseStanding } from './standing.ts'

/** Reads what a database has recorded, and holds it against the files. Changes nothing. */
export async function readStandingOf(
  run: WorldOfRun,
  history: History,
  session: Session,
): Promise<DatabaseStanding> {
  switch (history.kind) {
    case 'sql':
      return standingOf(history, (await readLedger(session, history.database)) ?? [])
    case 'alembic': {
      // It loads the interpreter, which applications of SQL files do without.
      const { readVersions } = await import('./alembic/version-table.ts')
      return alembicStandingOf(history, await readVersions(run, history, session))
    }
  }
}

/** Where a database stands that is not there yet. */
export function emptyStanding(history: History): DatabaseStanding {
  switch (history.kind) {
    case 'sql':
      return standingOf(history, [])
    case 'alembic': {
      const table = { ...usualVersionTable, isThere: false }
      return alembicStandingOf(history, { table, rows: [] })
    }
  }
}
