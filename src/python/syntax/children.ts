import type { Argument, Expression, Interpolation, Pattern, Statement } from './syntax-tree.ts'

/** Whatever has a `kind` and can stand within another node. */
export type SyntaxNode = Expression | Statement | Pattern | Interpolation

/**
 * The nodes directly within a node, in the order of its fields. Arguments, branches and the like
 * are looked through; functions and lambdas give their defaults, annotations and bodies.
 */
export function childrenOf(node: SyntaxNode): readonly SyntaxNode[] {
  const found: SyntaxNode[] = []
  if (node.kind === 'literal') return found
  gatherFields(node, found)
  return found
}

/** Records within a node that are no nodes themselves: looked through. */
const TRANSPARENT: ReadonlySet<string> = new Set<
  Argument['kind'] | 'positional-only' | 'keyword-only'
>(['positional', 'keyword', 'star', 'double-star', 'positional-only', 'keyword-only'])

function gatherFields(node: object, found: SyntaxNode[]): void {
  // A loop over keys makes no array of values: this is asked for every node of a file.
  for (const key in node) gather((node as Readonly<Record<string, unknown>>)[key], found)
}

function gather(value: unknown, found: SyntaxNode[]): void {
  if (typeof value !== 'object' || value === null || value instanceof Set) return
  if (Array.isArray(value)) {
    for (const item of value as readonly unknown[]) gather(item, found)
  } else if (isNode(value)) {
    found.push(value)
  } else {
    gatherFields(value, found)
  }
}

function isNode(value: object): value is SyntaxNode {
  return 'kind' in value && typeof value.kind === 'string' && !TRANSPARENT.has(value.kind)
}

/** Calls a function with every node within, outer ones first, all scopes included. */
export function visitAll(nodes: readonly SyntaxNode[], visit: (node: SyntaxNode) => void): void {
  for (const node of nodes) {
    visit(node)
    visitAll(childrenOf(node), visit)
  }
}
