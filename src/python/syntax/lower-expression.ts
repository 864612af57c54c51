import { bool, ellipsis, none } from '../value/plain-value.ts'
import { scopeOf } from './bound-names.ts'
import { type Lower, type Lowering, span, unsupported } from './lowering.ts'
import { lowerConcatenation, lowerString } from './lower-string.ts'
import { numberLiteral } from './number-literal.ts'
import { child, fieldChildren, hasToken, namedChildren, type RawNode } from './raw-tree.ts'
import type {
  Argument,
  Binary,
  BinaryOperator,
  CompareOperator,
  ComprehensionClause,
  Expression,
  Statement,
  Unary,
} from './syntax-tree.ts'

/** One entry for each type of expression in tree-sitter's grammar. */
export const expressionLowerings: ReadonlyMap<string, Lower<Expression>> = new Map<
  string,
  Lower<Expression>
>([
  ['identifier', (node, lowering) => name(node, lowering)],
  ['integer', (node, lowering) => number(node, lowering)],
  ['float', (node, lowering) => number(node, lowering)],
  ['true', (node) => ({ kind: 'literal', ...span(node), value: bool(true) })],
  ['false', (node) => ({ kind: 'literal', ...span(node), value: bool(false) })],
  ['none', (node) => ({ kind: 'literal', ...span(node), value: none })],
  ['ellipsis', (node) => ({ kind: 'literal', ...span(node), value: ellipsis })],
  ['string', lowerString],
  ['concatenated_string', lowerConcatenation],
  ['parenthesized_expression', only],
  ['type', only],
  ['as_pattern_target', only],
  ['attribute', attribute],
  ['member_type', memberType],
  ['subscript', subscript],
  ['generic_type', genericType],
  ['slice', slice],
  ['call', call],
  ['unary_operator', unary],
  ['not_operator', unary],
  ['binary_operator', binary],
  ['union_type', unionType],
  ['constrained_type', only],
  ['boolean_operator', boolean],
  ['comparison_operator', comparison],
  ['conditional_expression', conditional],
  ['lambda', lambda],
  ['tuple', (node, lowering) => display(node, 'tuple', lowering)],
  ['expression_list', (node, lowering) => display(node, 'tuple', lowering)],
  ['pattern_list', (node, lowering) => display(node, 'tuple', lowering)],
  ['tuple_pattern', (node, lowering) => display(node, 'tuple', lowering)],
  ['list', (node, lowering) => display(node, 'list', lowering)],
  ['list_pattern', (node, lowering) => display(node, 'list', lowering)],
  ['set', (node, lowering) => display(node, 'set', lowering)],
  ['list_splat', starred],
  ['list_splat_pattern', starred],
  ['splat_type', starred],
  ['parenthesized_list_splat', only],
  ['dictionary', dictionary],
  ['list_comprehension', (node, lowering) => comprehension(node, 'list', lowering)],
  ['set_comprehension', (node, lowering) => comprehension(node, 'set', lowering)],
  ['dictionary_comprehension', (node, lowering) => comprehension(node, 'dict', lowering)],
  ['generator_expression', (node, lowering) => comprehension(node, 'generator', lowering)],
  ['named_expression', named],
  ['yield', yieldExpression],
  ['await', (node, lowering) => ({ kind: 'await', ...span(node), value: only(node, lowering) })],
])

function name(node: RawNode, lowering: Lowering): Expression {
  return { kind: 'name', ...span(node), name: lowering.text(node) }
}

function number(node: RawNode, lowering: Lowering): Expression {
  const value = numberLiteral(lowering.text(node))
  if (!value) return unsupported(node, 'this number is not understood')
  return { kind: 'literal', ...span(node), value }
}

function only(node: RawNode, lowering: Lowering): Expression {
  const inner = namedChildren(node)[0]
  return inner ? lowering.expression(inner) : unsupported(node, 'nothing stands here')
}

/** The child in a field; where the parser left it out, an expression without meaning. */
function part(node: RawNode, field: string, lowering: Lowering): Expression {
  const inner = child(node, field)
  return inner ? lowering.expression(inner) : unsupported(node, 'a part is missing here')
}

function nth(node: RawNode, index: number, lowering: Lowering): Expression {
  const inner = namedChildren(node)[index]
  return inner ? lowering.expression(inner) : unsupported(node, 'a part is missing here')
}

function attribute(node: RawNode, lowering: Lowering): Expression {
  const last = child(node, 'attribute')
  return {
    kind: 'attribute',
    ...span(node),
    object: part(node, 'object', lowering),
    name: last ? lowering.text(last) : '',
  }
}

function memberType(node: RawNode, lowering: Lowering): Expression {
  const last = namedChildren(node)[1]
  return {
    kind: 'attribute',
    ...span(node),
    object: nth(node, 0, lowering),
    name: last ? lowering.text(last) : '',
  }
}

function subscript(node: RawNode, lowering: Lowering): Expression {
  const indexes = fieldChildren(node, 'subscript')
  return {
    kind: 'subscript',
    ...span(node),
    object: part(node, 'value', lowering),
    index: indexOf(node, indexes, lowering),
  }
}

/** A comma makes a tuple, also of one index. */
function indexOf(node: RawNode, indexes: readonly RawNode[], lowering: Lowering): Expression {
  const items = indexes.map((one) => lowering.expression(one))
  const [first] = items
  if (first && items.length === 1 && !hasToken(node, ',')) return first
  const last = indexes.at(-1)
  const [start, end] = [indexes[0]?.start ?? node.start, last?.end ?? node.end]
  return { kind: 'tuple', start, end, items }
}

function genericType(node: RawNode, lowering: Lowering): Expression {
  const [origin, parameters] = namedChildren(node)
  if (!origin || !parameters) return unsupported(node, 'a part is missing here')
  return {
    kind: 'subscript',
    ...span(node),
    object: lowering.expression(origin),
    index: indexOf(parameters, namedChildren(parameters), lowering),
  }
}

function slice(node: RawNode, lowering: Lowering): Expression {
  const parts: (Expression | null)[] = [null, null, null]
  let position = 0
  for (const one of node.children) {
    if (one.isNamed) parts[position] = lowering.expression(one)
    else if (one.type === ':') position += 1
  }
  const [lower, upper, step] = parts
  return {
    kind: 'slice',
    ...span(node),
    lower: lower ?? null,
    upper: upper ?? null,
    step: step ?? null,
  }
}

function call(node: RawNode, lowering: Lowering): Expression {
  const list = child(node, 'arguments')
  return {
    kind: 'call',
    ...span(node),
    callee: part(node, 'function', lowering),
    arguments: list ? lowerArguments(list, lowering) : [],
  }
}

/** The arguments of a call or a class statement. A lone generator needs no brackets of its own. */
export function lowerArguments(list: RawNode, lowering: Lowering): readonly Argument[] {
  if (list.type === 'generator_expression') {
    return [{ kind: 'positional', name: null, ...span(list), value: lowering.expression(list) }]
  }
  return namedChildren(list).map((node) => argument(node, lowering))
}

const ARGUMENT_KINDS: ReadonlyMap<string, Argument['kind']> = new Map([
  ['keyword_argument', 'keyword'],
  ['list_splat', 'star'],
  ['dictionary_splat', 'double-star'],
])

function argument(node: RawNode, lowering: Lowering): Argument {
  const kind = ARGUMENT_KINDS.get(node.type) ?? 'positional'
  if (kind === 'positional') {
    const value = lowering.expression(node)
    if (value.kind === 'starred') {
      return { kind: 'star', name: null, ...span(node), value: value.value }
    }
    return { kind, name: null, ...span(node), value }
  }
  if (kind !== 'keyword') return { kind, name: null, ...span(node), value: only(node, lowering) }
  const label = child(node, 'name')
  const value = part(node, 'value', lowering)
  return { kind, name: label ? lowering.text(label) : '', ...span(node), value }
}

function unary(node: RawNode, lowering: Lowering): Expression {
  const sign = node.children.find((one) => !one.isNamed)
  return {
    kind: 'unary',
    ...span(node),
    operator: (sign?.type ?? 'not') as Unary['operator'],
    operand: part(node, 'argument', lowering),
  }
}

/** Long sums lean to the left: a loop walks down, so that their length costs no depth. */
function binary(node: RawNode, lowering: Lowering): Expression {
  const chain: RawNode[] = []
  let first: RawNode = node
  while (first.type === 'binary_operator') {
    chain.push(first)
    const left = child(first, 'left')
    if (!left) return unsupported(node, 'a part is missing here')
    first = left
  }
  const start = lowering.expression(first)
  let result = start.kind === 'starred' ? start.value : start
  for (const one of chain.reverse()) {
    const operator = (child(one, 'operator')?.type ?? '+') as BinaryOperator
    const next: Binary = {
      kind: 'binary',
      ...span(one),
      operator,
      left: result,
      right: part(one, 'right', lowering),
    }
    result = next
  }
  return start.kind === 'starred' ? { ...start, end: node.end, value: result } : result
}

function unionType(node: RawNode, lowering: Lowering): Expression {
  const [left, right] = [nth(node, 0, lowering), nth(node, 1, lowering)]
  return { kind: 'binary', ...span(node), operator: '|', left, right }
}

function boolean(node: RawNode, lowering: Lowering): Expression {
  return {
    kind: 'boolean',
    ...span(node),
    operator: child(node, 'operator')?.type === 'or' ? 'or' : 'and',
    left: part(node, 'left', lowering),
    right: part(node, 'right', lowering),
  }
}

function comparison(node: RawNode, lowering: Lowering): Expression {
  const operators = node.children.filter((one) => one.field === 'operators')
  const operands = node.children.filter((one) => one.isNamed && one.field !== 'operators')
  const [first, ...others] = operands.map((one) => lowering.expression(one))
  if (!first) return unsupported(node, 'a part is missing here')
  const rest = others.map((right, index) => ({
    operator: (operators[index]?.type.replace('<>', '!=') ?? '==') as CompareOperator,
    right,
  }))
  return { kind: 'comparison', ...span(node), first, rest }
}

function conditional(node: RawNode, lowering: Lowering): Expression {
  return {
    kind: 'conditional',
    ...span(node),
    then: nth(node, 0, lowering),
    condition: nth(node, 1, lowering),
    otherwise: nth(node, 2, lowering),
  }
}

function lambda(node: RawNode, lowering: Lowering): Expression {
  const parameters = lowering.parameters(child(node, 'parameters'))
  const value = part(node, 'body', lowering)
  const body: readonly Statement[] = [{ kind: 'return', start: value.start, end: value.end, value }]
  const code = {
    name: '<lambda>',
    ...span(node),
    parameters,
    body,
    returns: null,
    isAsync: false,
    doc: null,
    typeParameters: [],
    ...scopeOf(parameters, body),
  }
  return { kind: 'lambda', ...span(node), code }
}

function display(node: RawNode, kind: 'tuple' | 'list' | 'set', lowering: Lowering): Expression {
  return { kind, ...span(node), items: namedChildren(node).map((one) => lowering.expression(one)) }
}

function starred(node: RawNode, lowering: Lowering): Expression {
  return { kind: 'starred', ...span(node), value: only(node, lowering) }
}

function dictionary(node: RawNode, lowering: Lowering): Expression {
  const entries = namedChildren(node).map((one) => {
    if (one.type !== 'pair') return { key: null, value: only(one, lowering) }
    return { key: part(one, 'key', lowering), value: part(one, 'value', lowering) }
  })
  return { kind: 'dict', ...span(node), entries }
}

function comprehension(
  node: RawNode,
  form: 'list' | 'set' | 'dict' | 'generator',
  lowering: Lowering,
): Expression {
  const body = child(node, 'body') ?? node
  const [element, value] =
    form === 'dict'
      ? [part(body, 'key', lowering), part(body, 'value', lowering)]
      : [part(node, 'body', lowering), null]
  return {
    kind: 'comprehension',
    ...span(node),
    form,
    element,
    value,
    clauses: clauses(node, lowering),
  }
}

function clauses(node: RawNode, lowering: Lowering): readonly ComprehensionClause[] {
  const found: (ComprehensionClause & { readonly conditions: Expression[] })[] = []
  for (const one of node.children) {
    if (one.type === 'for_in_clause') {
      found.push({
        target: part(one, 'left', lowering),
        iterable: part(one, 'right', lowering),
        conditions: [],
        isAsync: hasToken(one, 'async'),
      })
    } else if (one.type === 'if_clause') {
      found.at(-1)?.conditions.push(only(one, lowering))
    }
  }
  return found
}

function named(node: RawNode, lowering: Lowering): Expression {
  const label = child(node, 'name')
  const value = part(node, 'value', lowering)
  return { kind: 'named', ...span(node), name: label ? lowering.text(label) : '', value }
}

function yieldExpression(node: RawNode, lowering: Lowering): Expression {
  const inner = namedChildren(node)[0]
  return {
    kind: 'yield',
    ...span(node),
    value: inner ? lowering.expression(inner) : null,
    isFrom: hasToken(node, 'from'),
  }
}
