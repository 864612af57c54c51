import { requiredRevisions } from './required-revisions.ts'
import type { History, Revision } from './revision.ts'

/** A database with what the settings say of its place in the order. */
export interface OrderedDatabase {
  readonly name: string
  /** Databases all of whose migrations go before all of this one's. */
  readonly after: readonly string[]
  readonly history: History
}

/** A revision, or one of the two ends of a database's migrations, between which they stand. */
export type OrderNode =
  | { readonly kind: 'first'; readonly database: OrderedDatabase }
  | { readonly kind: 'revision'; readonly revision: Revision }
  | { readonly kind: 'last'; readonly database: OrderedDatabase }

/** What goes before what. */
export interface OrderGraph {
  /** In the order of the databases given, and of their versions. */
  readonly nodes: readonly OrderNode[]
  readonly dependenciesOf: (node: OrderNode) => readonly OrderNode[]
}

/**
 * The graph of all migrations. The ends keep it small: `after` takes one edge, not one for each
 * pair of revisions.
 *
 * @throws UserError for a requirement that nothing meets
 */
export function orderGraph(databases: readonly OrderedDatabase[]): OrderGraph {
  const index = indexNodes(databases)
  const required = requiredRevisions(databases.map(({ history }) => history))
  return {
    nodes: index.nodes,
    dependenciesOf(node) {
      const previous = index.previous.get(node)
      const chain = previous ? [previous] : []
      switch (node.kind) {
        case 'first':
          return node.database.after.map((name) => endOf(index, name))
        case 'revision':
          return [...chain, ...(required.get(node.revision) ?? []).map((one) => nodeOf(index, one))]
        case 'last':
          return chain
      }
    },
  }
}

interface Index {
  readonly nodes: readonly OrderNode[]
  /** What stands before a node in its own database. */
  readonly previous: ReadonlyMap<OrderNode, OrderNode>
  readonly revisions: ReadonlyMap<Revision, OrderNode>
  readonly ends: ReadonlyMap<string, OrderNode>
}

function indexNodes(databases: readonly OrderedDatabase[]): Index {
  const nodes: OrderNode[] = []
  const previous = new Map<OrderNode, OrderNode>()
  const revisions = new Map<Revision, OrderNode>()
  const ends = new Map<string, OrderNode>()
  for (const database of databases) {
    let before: OrderNode = { kind: 'first', database }
    nodes.push(before)
    const add = (node: OrderNode): void => {
      nodes.push(node)
      previous.set(node, before)
      before = node
    }
    for (const revision of database.history.revisions) {
      add({ kind: 'revision', revision })
      revisions.set(revision, before)
    }
    add({ kind: 'last', database })
    ends.set(database.name, before)
  }
  return { nodes, previous, revisions, ends }
}

function endOf({ ends }: Index, database: string): OrderNode {
  const end = ends.get(database)
  if (!end) throw new RangeError(`no database ${database}`)
  return end
}

function nodeOf({ revisions }: Index, revision: Revision): OrderNode {
  const node = revisions.get(revision)
  if (!node) throw new RangeError(`no revision ${revision.id}`)
  return node
}
