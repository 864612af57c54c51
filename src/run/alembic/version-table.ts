import { readFileSync } from 'node:fs'
import { readVersionRows } from '../../history/alembic/run/version-rows.ts'
import { versionTableOf } from '../../history/alembic/run/version-table-of.ts'
import type { AlembicDatabaseHistory } from '../../history/revision.ts'
import { compareText } from '../../kernel/ordering.ts'
import type { Session } from '../../postgres/session.ts'
import { named } from '../../sql/identifier.ts'
import { alembicWorld, type WorldOfRun } from './alembic-world.ts'
import type { RecordedVersions } from './recorded-versions.ts'

const placeQuery = readFileSync(new URL('./version-table-place.sql', import.meta.url), 'utf8')

/** What stands in Alembic's table of a database, sorted; no rows where there is none. */
export async function readVersions(
  run: WorldOfRun,
  history: AlembicDatabaseHistory,
  session: Session,
): Promise<RecordedVersions> {
  const { source, database } = history
  const table = await versionTableOf(source, alembicWorld(run, database))
  const [place] = await session.query<{ schema: string }>(placeQuery, [named(table)])
  if (place === undefined) return { table: { ...table, isThere: false }, rows: [] }
  const found = { ...table, schema: place.schema }
  const rows = (await readVersionRows(session, found)) ?? []
  return { table: { ...found, isThere: true }, rows: rows.toSorted(compareText) }
}
