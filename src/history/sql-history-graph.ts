import { historyGraph, type HistoryGraph } from './history-graph.ts'
import type { Revision, SqlHistory } from './revision.ts'

/**
 * The graph of migration files: a line, in the order of their versions.
 *
 * @param required what each revision requires by name
 */
export function sqlHistoryGraph(
  { database, folder, revisions }: SqlHistory,
  required: ReadonlyMap<Revision, readonly Revision[]>,
): HistoryGraph {
  const nodes = revisions.map((revision, at) => ({
    id: revision.id,
    title: revision.title,
    file: revision.file,
    parents: revisions.slice(Math.max(0, at - 1), at).map(({ id }) => id),
    labels: [],
    requires: (required.get(revision) ?? []).map((one) => `${one.database}/${one.id}`),
    hasDown: revision.down !== null,
  }))
  return historyGraph(database, folder, nodes)
}
