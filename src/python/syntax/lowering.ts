import type { SyntaxFault } from './module-syntax.ts'
import type { Expression, Parameter, Statement, Unsupported } from './syntax-tree.ts'
import type { RawNode } from './raw-tree.ts'

/** What the parts of the lowering need of each other. */
export interface Lowering {
  /** The source of a node. */
  text(node: RawNode): string
  slice(start: number, end: number): string
  expression(node: RawNode): Expression
  /** Several expressions without brackets are a tuple. */
  statements(node: RawNode): readonly Statement[]
  parameters(node: RawNode | null): readonly Parameter[]
  fault(fault: SyntaxFault): void
  /** Whether the whole file parses: then nothing that is lowered later is a fault. */
  readonly isSound: boolean
}

/** Turns one raw node into one of ours. */
export type Lower<T> = (node: RawNode, lowering: Lowering) => T

/** An expression without meaning here. */
export function unsupported(node: RawNode, reason: string): Unsupported {
  return { kind: 'unsupported', start: node.start, end: node.end, reason }
}

/** Where a raw node stands. */
export function span(node: RawNode): { readonly start: number; readonly end: number } {
  return { start: node.start, end: node.end }
}
