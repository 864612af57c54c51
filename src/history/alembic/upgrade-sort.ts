import { reachable } from '../../kernel/graph.ts'

/** What a node comes after. */
export interface SortLinks<Node> {
  /** Its parents, as its file lists them. */
  readonly parentsOf: (node: Node) => readonly Node[]
  /** What it depends on besides. */
  readonly dependenciesOf: (node: Node) => readonly Node[]
}

/**
 * The order in which Alembic upgrades an empty database to all heads: each node after its parents and
 * after what it depends on. Of branches any order would do by the files alone, and histories were only
 * ever run in Alembic's own (`RevisionMap._topological_sort` of Alembic 1.7 and later): from the heads
 * backwards, one branch as far as no other head needs what comes next.
 *
 * @param nodes in the order in which Alembic reads the files, without a circle among them
 */
export function upgradeSort<Node>(nodes: readonly Node[], links: SortLinks<Node>): readonly Node[] {
  const beforeOf = beforeIn(links)
  const walkFrom = (node: Node): Walk<Node> => ({
    node,
    behind: new Set(reachable([node], beforeOf)),
  })
  const isNeeded = new Set(nodes.flatMap(beforeOf))
  const walks = nodes.filter((node) => !isNeeded.has(node)).map(walkFrom)
  const left = new Set(nodes)
  const backwards: Node[] = []
  let at = 0
  for (let walk = walks[at]; walk !== undefined; walk = walks[at]) {
    const { node } = walk
    const other = walks.findIndex((one, index) => index !== at && one.behind.has(node))
    if (other !== -1) {
      at = other
      continue
    }
    if (left.delete(node)) backwards.push(node)
    const next = beforeOf(node).filter(
      (one) => left.has(one) && !walks.some((walked) => walked.node === one),
    )
    const [only, ...others] = next
    if (only === undefined) {
      walks.splice(at, 1)
      at = Math.max(at - 1, 0)
    } else if (beforeOf(node).length === 1) {
      // Down a line nothing is to be looked up again.
      walk.behind.delete(node)
      walks[at] = { node: only, behind: walk.behind }
    } else {
      walks[at] = walkFrom(only)
      walks.push(...others.map(walkFrom))
    }
  }
  return backwards.reverse()
}

/** How far a head has been walked back, and all that is still behind. */
interface Walk<Node> {
  readonly node: Node
  readonly behind: Set<Node>
}

/** The immediate ones: what an ancestor depends on as well does not count again. */
function beforeIn<Node>({
  parentsOf,
  dependenciesOf,
}: SortLinks<Node>): (node: Node) => readonly Node[] {
  const known = new Map<Node, readonly Node[]>()
  return (node) => {
    const found = known.get(node) ?? immediate(node)
    known.set(node, found)
    return found
  }

  function immediate(node: Node): readonly Node[] {
    const parents = parentsOf(node)
    const own = new Set(dependenciesOf(node))
    if (own.size > 0) {
      for (const ancestor of reachable(parents, parentsOf)) {
        for (const one of dependenciesOf(ancestor)) own.delete(one)
      }
    }
    return [...new Set([...parents, ...own])]
  }
}
