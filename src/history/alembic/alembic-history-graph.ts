import { historyGraph, type HistoryGraph } from '../history-graph.ts'
import type { AlembicHistory } from './read-alembic-history.ts'
import { dependenciesOf } from './revision-graph.ts'

/** The graph of an Alembic history as that of any other; revisions in a circle are not in it. */
export function alembicHistoryGraph(
  database: string,
  { graph, settings }: AlembicHistory,
): HistoryGraph {
  const ids = new Set(graph.order.map(({ id }) => id))
  const nodes = graph.order.map((revision) => ({
    id: revision.id,
    title: revision.message,
    file: revision.file,
    parents: revision.parents.filter((id) => ids.has(id)),
    labels: revision.branchLabels,
    requires: dependenciesOf(graph, revision).map(({ id }) => `${database}/${id}`),
    hasDown: revision.hasDowngrade,
  }))
  return historyGraph(database, settings.scriptFolder, nodes)
}
