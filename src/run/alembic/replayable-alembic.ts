import type { ReplayableAlembicRevision } from '../../history/alembic/replayable-alembic-revision.ts'
import type { AlembicDatabaseHistory, AlembicDatabaseRevision } from '../../history/revision.ts'
import type { Run } from '../opened.ts'
import { alembicWorld } from './alembic-world.ts'

/** Some revisions of a history as they are replayed, in their order. Their SQL needs the parser. */
export async function replayableAlembic(
  run: Run,
  { database, source }: AlembicDatabaseHistory,
  wanted: readonly AlembicDatabaseRevision[],
): Promise<readonly ReplayableAlembicRevision[]> {
  const { replayableAlembicRevisions } =
    await import('../../history/alembic/replayable-alembic-revision.ts')
  const ids = new Set(wanted.map(({ id }) => id))
  const all = replayableAlembicRevisions(source, { ...alembicWorld(run, database), database })
  return all.filter(({ id }) => ids.has(id))
}
