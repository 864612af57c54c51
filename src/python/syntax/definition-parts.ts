import type { RawNode } from './raw-tree.ts'

/** A function or a class at the margin of a file, with its decorators. */
export interface DefinitionPart {
  readonly start: number
  readonly end: number
}

/** What a line at the margin begins: `rest` for what closes a bracket or a text, and for comments. */
type Margin = 'decorator' | 'definition' | 'rest' | 'other'

/** The definitions of a file by their margins alone, so that one that does not parse has an end. */
export function definitionParts(source: string): readonly DefinitionPart[] {
  const lines = [...source.matchAll(/^\S.*/gm)].map(({ index, 0: text }) => ({
    index,
    margin: marginOf(text),
  }))
  const found: DefinitionPart[] = []
  let start: number | null = null
  let isDefined = false
  for (const { index, margin } of lines) {
    if (margin === 'rest') continue
    if (start !== null && isDefined) {
      found.push({ start, end: index })
      start = null
    }
    start = margin === 'other' ? null : (start ?? index)
    isDefined = margin === 'definition'
  }
  if (start !== null && isDefined) found.push({ start, end: source.length })
  return found
}

function marginOf(line: string): Margin {
  if (line.startsWith('@')) return 'decorator'
  if (/^(async\s+)?(def|class)\b/.test(line)) return 'definition'
  return /^([)\]}#]|"""|''')/.test(line) ? 'rest' : 'other'
}

/** Whether what does not parse took a definition with it that stands beside it. */
export function swallowsDefinition(root: RawNode, parts: readonly DefinitionPart[]): boolean {
  return [root, ...root.children].some(
    ({ type, start, end }) =>
      type === 'ERROR' && parts.some((part) => start < part.start && part.start < end),
  )
}

/** A text of the same length and lines, in which parts are blank. */
export function blanked(source: string, parts: readonly DefinitionPart[]): string {
  return parts.reduce(
    (text, { start, end }) =>
      text.slice(0, start) + text.slice(start, end).replaceAll(/[^\n]/g, ' ') + text.slice(end),
    source,
  )
}
