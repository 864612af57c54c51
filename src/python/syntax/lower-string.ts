import { bytes, str } from '../value/plain-value.ts'
import { type Lower, type Lowering, span, unsupported } from './lowering.ts'
import { child, childOfType, namedChildren, type RawNode } from './raw-tree.ts'
import { unescapeBytes, unescapeText } from './string-escapes.ts'
import type { Expression, Interpolation } from './syntax-tree.ts'

type Part = string | Interpolation

/** One string literal of any prefix. */
export const lowerString: Lower<Expression> = (node, lowering) => joined(node, [node], lowering)

/** Literals that stand side by side. */
export const lowerConcatenation: Lower<Expression> = (node, lowering) =>
  joined(node, namedChildren(node), lowering)

function joined(node: RawNode, strings: readonly RawNode[], lowering: Lowering): Expression {
  const prefixes = strings.map((one) => prefixOf(one, lowering))
  if (prefixes.some((prefix) => prefix.includes('t'))) {
    return unsupported(node, 'template strings are not understood')
  }
  const parts = strings.flatMap((one) => partsOf(one, lowering))
  const texts = parts.filter((part) => typeof part === 'string')
  if (texts.length === parts.length) {
    const value = texts.join('')
    const isBytes = prefixes.some((prefix) => prefix.includes('b'))
    return { kind: 'literal', ...span(node), value: isBytes ? bytes(value) : str(value) }
  }
  return { kind: 'joined', ...span(node), parts }
}

function prefixOf(string: RawNode, lowering: Lowering): string {
  const start = childOfType(string, 'string_start')
  return start
    ? lowering
        .text(start)
        .replace(/['"]+$/, '')
        .toLowerCase()
    : ''
}

/** What stands between the pieces that tree-sitter names is text. */
function partsOf(string: RawNode, lowering: Lowering): readonly Part[] {
  const start = childOfType(string, 'string_start')
  const end = childOfType(string, 'string_end')
  const prefix = prefixOf(string, lowering)
  const read = (from: number, to: number): string => readText(lowering.slice(from, to), prefix)
  const holes = string.children.filter((one) => one.type === 'interpolation')
  return between(holes, {
    start: start?.end ?? string.start,
    end: end?.start ?? string.end,
    read,
    hole: (hole) => interpolation(hole, prefix, lowering),
  })
}

interface Weaving {
  readonly start: number
  readonly end: number
  readonly read: (from: number, to: number) => string
  readonly hole: (node: RawNode) => Interpolation
}

function between(holes: readonly RawNode[], weaving: Weaving): readonly Part[] {
  const parts: Part[] = []
  let at = weaving.start
  for (const hole of holes) {
    if (hole.start > at) parts.push(weaving.read(at, hole.start))
    parts.push(weaving.hole(hole))
    at = hole.end
  }
  if (weaving.end > at || parts.length === 0) parts.push(weaving.read(at, weaving.end))
  return parts
}

function readText(source: string, prefix: string): string {
  const lines = source.includes('\r') ? source.replace(/\r\n?/g, '\n') : source
  const text = prefix.includes('f') ? lines.replaceAll('{{', '{').replaceAll('}}', '}') : lines
  if (prefix.includes('r')) return text
  return prefix.includes('b') ? unescapeBytes(text) : unescapeText(text)
}

function interpolation(node: RawNode, prefix: string, lowering: Lowering): Interpolation {
  const expression = child(node, 'expression') ?? node
  const conversion = childOfType(node, 'type_conversion')
  const format = childOfType(node, 'format_specifier')
  const echo = node.children.find((one) => !one.isNamed && one.type === '=')
  return {
    kind: 'interpolation',
    ...span(node),
    expression:
      expression === node ? unsupported(node, 'empty braces') : lowering.expression(expression),
    conversion: conversion ? conversionOf(lowering.text(conversion)) : null,
    format: format ? formatOf(format, prefix, lowering) : null,
    echo: echo ? echoOf(node, echo, lowering) : null,
  }
}

/** Everything up to the sign and the blanks after it is printed. */
function echoOf(node: RawNode, sign: RawNode, lowering: Lowering): string {
  const blanks = /^\s*/.exec(lowering.slice(sign.end, node.end))?.[0] ?? ''
  return lowering.slice(node.start + 1, sign.end) + blanks
}

function conversionOf(text: string): 'r' | 's' | 'a' | null {
  const letter = text.slice(1)
  return letter === 'r' || letter === 's' || letter === 'a' ? letter : null
}

function formatOf(node: RawNode, prefix: string, lowering: Lowering): readonly Part[] {
  const holes = node.children.filter((one) => one.isNamed && one.type !== 'escape_interpolation')
  return between(holes, {
    start: node.start + 1,
    end: node.end,
    read: (from, to) => readText(lowering.slice(from, to), prefix.replace('f', '')),
    hole: (hole) => interpolation(hole, prefix, lowering),
  })
}
