import type { ModuleSyntax, SyntaxFault } from './module-syntax.ts'
import { expressionLowerings } from './lower-expression.ts'
import { lowerParameters } from './lower-parameters.ts'
import { docOf, statementLowerings } from './lower-statement.ts'
import { type Lowering, span, unsupported } from './lowering.ts'
import type { RawNode } from './raw-tree.ts'
import type { Expression, Parameter, Statement, Unsupported } from './syntax-tree.ts'

/** Deeper nesting is refused; CPython's parser stops at 200 brackets. */
const DEEPEST = 200

/** Types of nodes that are lowered with the node around them. */
const PART_OF_PARENT: ReadonlySet<string> = new Set([
  'argument_list',
  'assignment',
  'augmented_assignment',
  'pair',
  'keyword_argument',
  'aliased_import',
  'for_in_clause',
])

/** Turns tree-sitter's tree of a file into our own. Errors are looked for only where there are any. */
export function lowerModule(root: RawNode, source: string, mayHaveErrors: boolean): ModuleSyntax {
  const lowering = new ModuleLowering(source, mayHaveErrors)
  const statements = lowering.statements(root)
  if (!mayHaveErrors) lowering.tellIndented(root)
  const faults = [...lowering.faults].sort((left, right) => left.start - right.start)
  return { statements, doc: docOf(statements), faults }
}

class ModuleLowering implements Lowering {
  readonly faults: SyntaxFault[] = []
  readonly #source: string
  #depth = 0

  readonly isSound: boolean

  constructor(source: string, mayHaveErrors: boolean) {
    this.#source = source
    this.isSound = !mayHaveErrors
  }

  text(node: RawNode): string {
    return this.#source.slice(node.start, node.end)
  }

  slice(start: number, end: number): string {
    return this.#source.slice(start, end)
  }

  fault(fault: SyntaxFault): void {
    this.faults.push(fault)
  }

  expression(node: RawNode): Expression {
    if (node.type === 'ERROR' || node.isMissing) return this.#broken(node)
    const lower = expressionLowerings.get(node.type)
    if (!lower) return unsupported(node, `"${node.type}" is not understood`)
    if (this.#depth >= DEEPEST) return unsupported(node, 'this is nested too deeply to be read')
    // What the parser skipped may have been an argument: the rest is not to be trusted.
    if (this.#findErrors(node)) return unsupported(node, 'this does not parse')
    this.#depth += 1
    const result = lower(node, this)
    this.#depth -= 1
    return withStarOutside(result)
  }

  statements(node: RawNode): readonly Statement[] {
    this.#depth += 1
    const statements = node.children.flatMap((one) => (one.isNamed ? this.#statement(one) : []))
    this.#depth -= 1
    return statements
  }

  /** A line that is indented though nothing around it asks for that. */
  tellIndented({ children }: RawNode): void {
    for (const { type, start, end } of children) {
      const before = this.#source.slice(this.#source.lastIndexOf('\n', start - 1) + 1, start)
      if (type === 'ERROR' || !/^[ \t]+$/.test(before)) continue
      this.fault({ start, end, reason: 'this is indented, and nothing around it asks for that' })
      return
    }
  }

  parameters(node: RawNode | null): readonly Parameter[] {
    if (node) this.#findErrors(node)
    return lowerParameters(node && withoutErrors(node), this)
  }

  /** A statement with an error directly in it is not to be trusted as a whole. */
  #statement(node: RawNode): readonly Statement[] {
    if (node.type === 'ERROR') {
      const { reason } = this.#broken(node)
      return [{ kind: 'broken', ...span(node), reason }]
    }
    const lower = statementLowerings.get(node.type)
    if (!lower) return []
    if (this.#depth >= DEEPEST) {
      return [{ kind: 'broken', ...span(node), reason: 'this is nested too deeply to be read' }]
    }
    const isBroken = this.#findErrors(node) && !node.children.some((one) => one.type === 'block')
    if (isBroken) return [{ kind: 'broken', ...span(node), reason: 'this does not parse' }]
    return [lower(withoutErrors(node), this)]
  }

  /** Whether something directly in the node does not parse; each is told once. */
  #findErrors(node: RawNode): boolean {
    if (this.isSound) return false
    let found = false
    for (const one of node.children) {
      if (one.type === 'ERROR' || one.isMissing) {
        this.#broken(one)
        found = true
      } else if (PART_OF_PARENT.has(one.type)) {
        found = this.#findErrors(one) || found
      }
    }
    return found
  }

  #broken(node: RawNode): Unsupported {
    const reason = node.isMissing ? `"${node.type}" is missing here` : 'this does not parse'
    if (!this.faults.some((fault) => fault.start === node.start)) {
      this.fault({ ...span(node), reason })
    }
    return unsupported(node, reason)
  }
}

function withoutErrors(node: RawNode): RawNode {
  if (!node.children.some((one) => one.type === 'ERROR')) return node
  return { ...node, children: node.children.filter((one) => one.type !== 'ERROR') }
}

/** Within brackets tree-sitter binds a star tighter than a call: `*f(x)` came as `(*f)(x)`. */
function withStarOutside(node: Expression): Expression {
  if (node.kind === 'call' && node.callee.kind === 'starred') {
    const { start, value } = node.callee
    return { kind: 'starred', start, end: node.end, value: { ...node, callee: value } }
  }
  if ((node.kind === 'attribute' || node.kind === 'subscript') && node.object.kind === 'starred') {
    const { start, value } = node.object
    return { kind: 'starred', start, end: node.end, value: { ...node, object: value } }
  }
  if (node.kind === 'boolean' && node.left.kind === 'starred') {
    const { start, value } = node.left
    return { kind: 'starred', start, end: node.end, value: { ...node, left: value } }
  }
  if (node.kind === 'conditional' && node.then.kind === 'starred') {
    const { start, value } = node.then
    return { kind: 'starred', start, end: node.end, value: { ...node, then: value } }
  }
  return node
}
