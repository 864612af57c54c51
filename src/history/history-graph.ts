/** How the revisions of one database hang together, whatever tool they are written for. */
export interface HistoryGraph {
  readonly database: string
  readonly folder: string
  /** Each after its parents. */
  readonly nodes: readonly HistoryNode[]
  /** Ids of revisions that are nobody's parent, in the order of the nodes. */
  readonly heads: readonly string[]
  /** Ids of revisions without a parent. */
  readonly bases: readonly string[]
  /** Ids of revisions with several children. */
  readonly branchPoints: readonly string[]
  /** Ids of revisions with several parents. */
  readonly mergePoints: readonly string[]
}

/** One revision in its graph. */
export interface HistoryNode {
  readonly id: string
  readonly title: string
  readonly file: string
  /** Ids within the same database. */
  readonly parents: readonly string[]
  /** Names of the branch that begins here. */
  readonly labels: readonly string[]
  /** Revisions that have to be applied before by name, of any database, as `database/id`. */
  readonly requires: readonly string[]
  readonly hasDown: boolean
}

/** Ties revisions together by their ids. */
export function historyGraph(
  database: string,
  folder: string,
  nodes: readonly HistoryNode[],
): HistoryGraph {
  const children = new Map<string, number>()
  for (const id of nodes.flatMap(({ parents }) => parents)) {
    children.set(id, (children.get(id) ?? 0) + 1)
  }
  const idsWhere = (wanted: (node: HistoryNode, children: number) => boolean): readonly string[] =>
    nodes.filter((node) => wanted(node, children.get(node.id) ?? 0)).map(({ id }) => id)
  return {
    ...{ database, folder, nodes },
    heads: idsWhere((_, count) => count === 0),
    bases: idsWhere(({ parents }) => parents.length === 0),
    branchPoints: idsWhere((_, count) => count > 1),
    mergePoints: idsWhere(({ parents }) => parents.length > 1),
  }
}
