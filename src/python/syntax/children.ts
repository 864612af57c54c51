import type {
  Argument,
  Expression,
  FunctionCode,
  Interpolation,
  Pattern,
  Statement,
} from './syntax-tree.ts'

/** Whatever has a `kind` and can stand within another node. */
export type SyntaxNode = Expression | Statement | Pattern | Interpolation

/**
 * The nodes directly within a node, in the order of its fields. Arguments, branches and the like
 * are looked through; functions and lambdas give their defaults, annotations and bodies.
 */
export function childrenOf(node: SyntaxNode): readonly SyntaxNode[] {
  const found: SyntaxNode[] = []
  if (node.kind === 'literal') return found
  for (const value of Object.values(node) as readonly unknown[]) gather(value, found)
  return found
}

/** Records within a node that are no nodes themselves: looked through. */
const TRANSPARENT: ReadonlySet<string> = new Set<
  Argument['kind'] | 'positional-only' | 'keyword-only'
>(['positional', 'keyword', 'star', 'double-star', 'positional-only', 'keyword-only'])

function gather(value: unknown, found: SyntaxNode[]): void {
  if (typeof value !== 'object' || value === null || value instanceof Set) return
  if (Array.isArray(value)) {
    for (const item of value as readonly unknown[]) gather(item, found)
  } else if (isNode(value)) {
    found.push(value)
  } else {
    for (const inner of Object.values(value) as readonly unknown[]) gather(inner, found)
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

/** A function's code is no node; this is what stands in it. */
export function bodyOf(code: FunctionCode): readonly Statement[] {
  return code.body
}
