/** What came of ordering a graph: all its nodes, dependencies first, or one of its cycles. */
export type Ordered<T> =
  | { readonly kind: 'ordered'; readonly nodes: readonly T[] }
  | { readonly kind: 'cycle'; readonly nodes: readonly T[] }

/** A node on the way down, and how many of its dependencies were looked at. */
interface Step<T> {
  readonly node: T
  readonly dependencies: readonly T[]
  next: number
}

/**
 * Orders nodes so that each comes after what it depends on. Among those that are free to go, the
 * one that was given first goes first, so the result is stable. Takes time in proportion to nodes
 * and edges, and no call stack: chains of any length are fine.
 *
 * A cycle is given as its members in the order of dependence: each depends on the next, the last
 * on the first.
 */
export function dependencyOrder<T>(
  nodes: readonly T[],
  dependenciesOf: (node: T) => readonly T[],
): Ordered<T> {
  const done = new Set<T>()
  for (const start of nodes) {
    const path: Step<T>[] = []
    const onPath = new Set<T>()
    const enter = (node: T): void => {
      path.push({ node, dependencies: dependenciesOf(node), next: 0 })
      onPath.add(node)
    }
    if (!done.has(start)) enter(start)
    for (let step = path.at(-1); step; step = path.at(-1)) {
      if (step.next === step.dependencies.length) {
        done.add(step.node)
        onPath.delete(step.node)
        path.pop()
        continue
      }
      const dependency = step.dependencies[step.next++] as T
      if (onPath.has(dependency)) return { kind: 'cycle', nodes: cycleOn(path, dependency) }
      if (!done.has(dependency)) enter(dependency)
    }
  }
  // A set gives its members in the order in which they were added.
  return { kind: 'ordered', nodes: [...done] }
}

function cycleOn<T>(path: readonly Step<T>[], node: T): readonly T[] {
  const members = path.map((step) => step.node)
  return members.slice(members.indexOf(node))
}

/** Some nodes, and all that can be reached from them. Takes no call stack: chains of any length are fine. */
export function reachable<T>(from: Iterable<T>, nextOf: (node: T) => Iterable<T>): ReadonlySet<T> {
  const reached = new Set<T>()
  const waiting = [...from]
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (reached.has(node)) continue
    reached.add(node)
    waiting.push(...nextOf(node))
  }
  return reached
}
