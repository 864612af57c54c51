/** What came of ordering a graph: all its nodes, dependencies first, or one of its cycles. */
export type Ordered<T> =
  | { readonly kind: 'ordered'; readonly nodes: readonly T[] }
  | { readonly kind: 'cycle'; readonly nodes: readonly T[] }

/**
 * Orders nodes so that each comes after what it depends on. Among those that are free to go, the
 * one that was given first goes first, so the result is stable.
 *
 * A cycle is given as its members in the order of dependence: each depends on the next, the last
 * on the first.
 */
export function dependencyOrder<T>(
  nodes: readonly T[],
  dependenciesOf: (node: T) => readonly T[],
): Ordered<T> {
  const done = new Set<T>()
  const path: T[] = []
  const ordered: T[] = []

  function visit(node: T): readonly T[] | null {
    if (done.has(node)) return null
    const seenAt = path.indexOf(node)
    if (seenAt !== -1) return path.slice(seenAt)
    path.push(node)
    for (const dependency of dependenciesOf(node)) {
      const cycle = visit(dependency)
      if (cycle) return cycle
    }
    path.pop()
    done.add(node)
    ordered.push(node)
    return null
  }

  for (const node of nodes) {
    const cycle = visit(node)
    if (cycle) return { kind: 'cycle', nodes: cycle }
  }
  return { kind: 'ordered', nodes: ordered }
}
