import { ancestorsOf } from '../../history/alembic/revision-graph.ts'
import type { AlembicDatabaseHistory, AlembicDatabaseRevision } from '../../history/revision.ts'
import type { AlembicDatabaseStanding, AlembicStanding } from '../standing.ts'
import type { RecordedVersions } from './recorded-versions.ts'

/** Holds Alembic's table against the files: its rows and all that comes before them is applied. */
export function alembicStandingOf(
  history: AlembicDatabaseHistory,
  { table, rows }: RecordedVersions,
): AlembicDatabaseStanding {
  const { graph } = history.source
  const applied = ancestorsOf(graph, rows)
  const all = inOrder(history)
  const wanted = new Set(history.revisions)
  const known = all.flatMap((revision): AlembicStanding[] => {
    const isApplied = applied.has(revision.source)
    // Of the branches of other databases only what is there counts.
    if (!isApplied && !wanted.has(revision)) return []
    return [standing(revision, isApplied ? 'applied' : 'pending')]
  })
  const ids = new Set(graph.revisions.map(({ id }) => id))
  const unknown = rows
    .filter((id) => !ids.has(id))
    .map((id): AlembicStanding => ({ ...nothing, id, state: 'unknown', revision: null }))
  const revisions = [...known, ...unknown]
  return { kind: 'alembic', database: history.database, history, revisions, table, rows }
}

const nothing = { kind: 'alembic', row: null, outOfOrder: false } as const

function standing(
  revision: AlembicDatabaseRevision,
  state: 'applied' | 'pending',
): AlembicStanding {
  return { ...nothing, id: revision.id, state, revision }
}

/** All revisions of the files, those that the target leaves out included, each after those before it. */
function inOrder({
  source,
  revisions,
  beyond,
}: AlembicDatabaseHistory): readonly AlembicDatabaseRevision[] {
  const bySource = new Map([...revisions, ...beyond].map((one) => [one.source, one] as const))
  return source.graph.order.flatMap((one) => bySource.get(one) ?? [])
}
