import { type Lowering, span } from './lowering.ts'
import { child, namedChildren, type RawNode } from './raw-tree.ts'
import type { Parameter } from './syntax-tree.ts'

/** The parameters of a function or lambda. */
export function lowerParameters(list: RawNode | null, lowering: Lowering): readonly Parameter[] {
  const parameters: Parameter[] = []
  let kind: 'positional' | 'keyword-only' = 'positional'
  for (const node of list ? namedChildren(list) : []) {
    if (node.type === 'positional_separator') {
      makePositionalOnly(parameters)
    } else if (node.type === 'keyword_separator') {
      kind = 'keyword-only'
    } else {
      const parameter = lowerParameter(node, kind, lowering)
      if (parameter.kind === 'star') kind = 'keyword-only'
      parameters.push(parameter)
    }
  }
  return parameters
}

function makePositionalOnly(parameters: Parameter[]): void {
  for (const [index, parameter] of parameters.entries()) {
    parameters[index] = { ...parameter, kind: 'positional-only' }
  }
}

function lowerParameter(
  node: RawNode,
  usual: 'positional' | 'keyword-only',
  lowering: Lowering,
): Parameter {
  const type = child(node, 'type')
  const value = child(node, 'value')
  const label = child(node, 'name') ?? (type ? namedChildren(node)[0] : node) ?? node
  return {
    ...span(node),
    kind: KINDS.get(label.type) ?? usual,
    name: lowering.text(label).replace(/^\*+\s*/, ''),
    annotation: type ? lowering.expression(type) : null,
    default: value ? lowering.expression(value) : null,
  }
}

const KINDS: ReadonlyMap<string, Parameter['kind']> = new Map([
  ['list_splat_pattern', 'star'],
  ['dictionary_splat_pattern', 'double-star'],
])
