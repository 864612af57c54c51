import { type Lowering, span } from './lowering.ts'
import { child, namedChildren, type RawNode } from './raw-tree.ts'
import type { Expression, Pattern } from './syntax-tree.ts'

/** What stands after `case`: several patterns with commas are a sequence. */
export function lowerPatterns(nodes: readonly RawNode[], lowering: Lowering): Pattern {
  const [first] = nodes
  if (first && nodes.length === 1) return lowerPattern(first, lowering)
  const items = nodes.map((node) => lowerPattern(node, lowering))
  return { kind: 'sequence-pattern', start: first?.start ?? 0, end: nodes.at(-1)?.end ?? 0, items }
}

function lowerPattern(node: RawNode, lowering: Lowering): Pattern {
  const lower = LOWERINGS.get(node.type)
  return lower ? lower(node, lowering) : valuePattern(node, lowering)
}

const LOWERINGS: ReadonlyMap<string, (node: RawNode, lowering: Lowering) => Pattern> = new Map([
  ['case_pattern', casePattern],
  ['dotted_name', dottedName],
  ['identifier', dottedName],
  ['list_pattern', sequence],
  ['tuple_pattern', parenthesized],
  ['splat_pattern', splat],
  ['dict_pattern', mapping],
  ['class_pattern', classPattern],
  ['union_pattern', union],
  ['as_pattern', asPattern],
  ['_', wildcard],
] as readonly (readonly [string, (node: RawNode, lowering: Lowering) => Pattern])[])

function casePattern(node: RawNode, lowering: Lowering): Pattern {
  const [first] = node.children
  if (!first) return wildcard(node)
  // A sign stands beside its number.
  if (!first.isNamed && first.type === '-') return valuePattern(node, lowering)
  return lowerPattern(first, lowering)
}

function wildcard(node: RawNode): Pattern {
  return { kind: 'capture-pattern', ...span(node), name: null }
}

function dottedName(node: RawNode, lowering: Lowering): Pattern {
  const names = lowering.text(node).split('.')
  const [name] = names
  if (names.length > 1) {
    return { kind: 'value-pattern', ...span(node), expression: dotted(node, lowering) }
  }
  return { kind: 'capture-pattern', ...span(node), name: name === '_' ? null : (name ?? null) }
}

/** `a.b.c` as an expression. */
function dotted(node: RawNode, lowering: Lowering): Expression {
  const [first = '', ...rest] = lowering.text(node).split('.')
  let result: Expression = { kind: 'name', ...span(node), name: first.trim() }
  for (const name of rest) {
    result = { kind: 'attribute', ...span(node), object: result, name: name.trim() }
  }
  return result
}

function sequence(node: RawNode, lowering: Lowering): Pattern {
  const items = namedChildren(node).map((one) => lowerPattern(one, lowering))
  return { kind: 'sequence-pattern', ...span(node), items }
}

/** Brackets around one pattern without a comma only group. */
function parenthesized(node: RawNode, lowering: Lowering): Pattern {
  const [only] = namedChildren(node)
  const hasComma = node.children.some((one) => one.type === ',')
  const isStar = only?.children[0]?.type === 'splat_pattern'
  return only && !hasComma && !isStar ? lowerPattern(only, lowering) : sequence(node, lowering)
}

function splat(node: RawNode, lowering: Lowering): Pattern {
  const text = lowering.text(node).replace(/^\*+\s*/, '')
  return { kind: 'star-pattern', ...span(node), name: text === '_' ? null : text }
}

function mapping(node: RawNode, lowering: Lowering): Pattern {
  const entries: { key: Expression; pattern: Pattern }[] = []
  let rest: string | null = null
  let key: Expression | null = null
  for (const one of node.children) {
    if (one.field === 'key') key = keyOf(one, lowering)
    else if (one.field === 'value' && key) {
      entries.push({ key, pattern: lowerPattern(one, lowering) })
    } else if (one.type === 'splat_pattern') rest = lowering.text(one).replace(/^\*+\s*/, '')
  }
  return { kind: 'mapping-pattern', ...span(node), entries, rest }
}

function keyOf(node: RawNode, lowering: Lowering): Expression {
  return node.type === 'dotted_name' ? dotted(node, lowering) : lowering.expression(node)
}

function classPattern(node: RawNode, lowering: Lowering): Pattern {
  const [type, ...parts] = namedChildren(node)
  const keywords: { name: string; pattern: Pattern }[] = []
  const positional: Pattern[] = []
  for (const one of parts) {
    const inner = one.children[0]
    if (inner?.type !== 'keyword_pattern') {
      positional.push(lowerPattern(one, lowering))
      continue
    }
    const [label, ...value] = namedChildren(inner)
    const sign = inner.children.find((each) => each.type === '-')
    const valueNode =
      sign && value[0] ? { ...inner, start: sign.start, children: [sign, ...value] } : value[0]
    if (!label) continue
    const pattern = valueNode
      ? sign
        ? valuePattern(valueNode, lowering)
        : lowerPattern(valueNode, lowering)
      : wildcard(inner)
    keywords.push({ name: lowering.text(label), pattern })
  }
  return {
    kind: 'class-pattern',
    ...span(node),
    type: dotted(type ?? node, lowering),
    positional,
    keywords,
  }
}

function union(node: RawNode, lowering: Lowering): Pattern {
  const choices: Pattern[] = []
  let sign: RawNode | null = null
  for (const one of node.children) {
    if (one.type === '-') sign = one
    else if (one.isNamed || one.type === '_') {
      const signed = sign
        ? { ...one, type: 'case_pattern', start: sign.start, children: [sign, one] }
        : one
      choices.push(lowerPattern(signed, lowering))
      sign = null
    }
  }
  return { kind: 'or-pattern', ...span(node), choices }
}

function asPattern(node: RawNode, lowering: Lowering): Pattern {
  const [inner, label] = namedChildren(node)
  const name = child(node, 'alias') ?? label
  return {
    kind: 'as-pattern',
    ...span(node),
    pattern: inner ? lowerPattern(inner, lowering) : wildcard(node),
    name: name ? lowering.text(name) : '_',
  }
}

function valuePattern(node: RawNode, lowering: Lowering): Pattern {
  const sign = node.children.find((one) => !one.isNamed && one.type === '-')
  const operand = sign ? namedChildren(node)[0] : undefined
  const expression: Expression =
    sign && operand
      ? { kind: 'unary', ...span(node), operator: '-', operand: lowering.expression(operand) }
      : lowering.expression(node)
  return { kind: 'value-pattern', ...span(node), expression }
}
