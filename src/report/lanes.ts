/** A revision as far as the drawing needs to know it. */
export interface GraphNode {
  readonly id: string
  readonly parents: readonly string[]
}

/** One line of a drawn graph: of a revision, or between two. */
export interface GraphLine<Node extends GraphNode> {
  readonly drawing: string
  /** Null for a line that only joins or parts lanes. */
  readonly node: Node | null
}

/**
 * Draws a graph from its bases down to its heads, a line for each revision, as `git log --graph` does
 * from the other end. Each lane leads to the next revision that stands in it.
 *
 * @param nodes each after its parents
 */
export function graphLines<Node extends GraphNode>(
  nodes: readonly Node[],
): readonly GraphLine<Node>[] {
  const children = childrenOf(nodes)
  const lanes: (string | null)[] = []
  return nodes.flatMap((node) => {
    const lines: GraphLine<Node>[] = []
    const [own = freeLane(lanes), ...others] = lanesTo(lanes, node.id)
    if (others.length > 0) {
      lines.push({ drawing: joint(lanes, { own, others, corners: joins }), node: null })
    }
    for (const lane of others) lanes[lane] = null
    const [first = null, ...rest] = children.get(node.id) ?? []
    lanes[own] = node.id
    lines.push({ drawing: row(lanes, own), node })
    lanes[own] = first
    const opened = rest.map((child) => openLane(lanes, child))
    if (opened.length > 0) {
      lines.push({ drawing: joint(lanes, { own, others: opened, corners: parts }), node: null })
    }
    while (lanes.at(-1) === null) lanes.pop()
    return lines
  })
}

function childrenOf(nodes: readonly GraphNode[]): ReadonlyMap<string, readonly string[]> {
  const children = new Map<string, string[]>()
  for (const { id, parents } of nodes) {
    for (const parent of parents) children.set(parent, [...(children.get(parent) ?? []), id])
  }
  return children
}

function lanesTo(lanes: readonly (string | null)[], id: string): readonly number[] {
  return lanes.flatMap((target, lane) => (target === id ? lane : []))
}

function freeLane(lanes: readonly (string | null)[]): number {
  const free = lanes.indexOf(null)
  return free === -1 ? lanes.length : free
}

function openLane(lanes: (string | null)[], target: string): number {
  const lane = freeLane(lanes)
  lanes[lane] = target
  return lane
}

function row(lanes: readonly (string | null)[], own: number): string {
  return lanes
    .map((target, lane) => (lane === own ? '*' : target === null ? ' ' : '│'))
    .join(' ')
    .trimEnd()
}

interface Corners {
  readonly left: string
  readonly right: string
  readonly between: string
}

const joins: Corners = { left: '╰', right: '╯', between: '┴' }
const parts: Corners = { left: '╭', right: '╮', between: '┬' }

interface Joint {
  readonly own: number
  readonly others: readonly number[]
  readonly corners: Corners
}

/** The line on which other lanes run into a revision's own, or out of it. */
function joint(lanes: readonly (string | null)[], { own, others, corners }: Joint): string {
  const [from, to] = [Math.min(own, ...others), Math.max(own, ...others)]
  const cells = lanes.map((target, lane) => {
    if (lane === own) return own === from ? '├' : own === to ? '┤' : '┼'
    if (others.includes(lane)) {
      return lane === from ? corners.left : lane === to ? corners.right : corners.between
    }
    const isCrossed = lane > from && lane < to
    if (target === null) return isCrossed ? '─' : ' '
    return isCrossed ? '┼' : '│'
  })
  return cells
    .map((cell, lane) => cell + (lane >= from && lane < to ? '─' : ' '))
    .join('')
    .trimEnd()
}
