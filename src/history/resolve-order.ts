import { dependencyOrder } from '../kernel/graph.ts'
import { orderCycle } from './order-cycle.ts'
import { orderGraph, type OrderedDatabase } from './order-graph.ts'
import type { Revision } from './revision.ts'

/**
 * One order for the migrations of all databases: each after those before it in its own database,
 * after those it requires, and after those of the databases that its own comes after; otherwise in
 * the order of the databases given.
 *
 * @param databases all that are named in each other's `after`
 * @throws UserError `unknown-database` or `unknown-revision` at a requirement that nothing meets,
 *   `cycle` where they contradict each other, with the circle in its details
 */
export function resolveOrder(databases: readonly OrderedDatabase[]): readonly Revision[] {
  const { nodes, dependenciesOf } = orderGraph(databases)
  const ordered = dependencyOrder(nodes, dependenciesOf)
  if (ordered.kind === 'cycle') throw orderCycle(ordered.nodes)
  return ordered.nodes.flatMap((node) => (node.kind === 'revision' ? [node.revision] : []))
}
