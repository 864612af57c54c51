import { readFileSync } from 'node:fs'
import type { AlembicDatabaseHistory } from '../../history/revision.ts'
import { UserError } from '../../kernel/user-error.ts'
import type { Session } from '../../postgres/session.ts'
import { named, qualified } from '../../sql/identifier.ts'
import { sql } from '../../sql/sql.ts'
import type { Run } from '../opened.ts'
import { withShadow } from '../rebuild.ts'
import type { RecordedVersions } from './alembic-standing.ts'
import { alembicWorld } from './alembic-world.ts'
import type { VersionTableName } from './version-table-name.ts'

const placeQuery = readFileSync(new URL('./version-table-place.sql', import.meta.url), 'utf8')

const found = new WeakMap<AlembicDatabaseHistory, Promise<VersionTableName>>()

/**
 * The table of versions, as env.py configures it. Where no code of the project speaks of one, it is
 * Alembic's usual one; else env.py is evaluated on a shadow.
 *
 * @throws UserError where what env.py says of it could not be read
 */
export function versionTableOf(
  run: Run,
  history: AlembicDatabaseHistory,
): Promise<VersionTableName> {
  const known = found.get(history)
  if (known) return known
  const finding = findTable(run, history)
  found.set(history, finding)
  return finding
}

async function findTable(run: Run, history: AlembicDatabaseHistory): Promise<VersionTableName> {
  const { source } = history
  const texts = [...source.modules.files.values()]
  const isSpokenOf = texts.some((text) => text.includes('version_table'))
  if (!isSpokenOf) return { schema: null, name: 'alembic_version' }
  const { AlembicReplay } = await import('../../history/alembic/replay-revision.ts')
  const { loadParser } = await import('../../sql/parser.ts')
  await loadParser()
  const start = await withShadow(run, (shadow) =>
    new AlembicReplay(source, shadow, alembicWorld(run, history.database)).start(),
  )
  const { versionTable: name, versionTableSchema: schema, gaps } = start
  const isTold = name !== 'alembic_version' || schema !== null
  const [gap] = gaps
  if (!isTold && gap !== undefined) throw unreadTable(history, gap)
  return { schema, name }
}

function unreadTable(
  { database, folder }: AlembicDatabaseHistory,
  { text, at }: { readonly text: string; readonly at: UserError['at'] },
): UserError {
  return new UserError(
    `In which table Alembic keeps the versions of "${database}" could not be read: ${text}.`,
    {
      code: 'unread-environment',
      at,
      hint: `Give "version_table" and "version_table_schema" in ${folder}/env.py as plain texts.`,
    },
  )
}

/** What stands in the table, sorted, and where it was found; no rows where there is none. */
export async function readVersions(
  session: Session,
  table: VersionTableName,
): Promise<RecordedVersions> {
  const [place] = await session.query<{ schema: string }>(placeQuery, [named(table)])
  if (place === undefined) return { table, rows: [] }
  const found = { schema: place.schema, name: table.name }
  const rows = await session.query<{ id: string }>(
    sql`select version_num::text as id from ${qualified(found)} order by 1`,
  )
  return { table: found, rows: rows.map(({ id }) => id) }
}
