import type { Place } from './place.ts'

/** Lines shown before and after the faulty one. */
const CONTEXT = 2

/** Wider lines are cut around the caret, so that a minified file cannot flood the terminal. */
const WIDEST = 160

/** The lines around a place, with numbers and a caret under the column. */
export function excerpt(text: string, place: Place): string {
  const lines = text.split(/\r?\n/)
  const first = Math.max(1, place.line - CONTEXT)
  const last = Math.min(lines.length, place.line + CONTEXT)
  const width = String(last).length
  const shown: string[] = []
  for (let number = first; number <= last; number += 1) {
    const marker = number === place.line ? '>' : ' '
    const window = cut(lines[number - 1] ?? '', place.column)
    shown.push(`${marker} ${String(number).padStart(width)} | ${window.text}`.trimEnd())
    if (number === place.line) shown.push(caretLine(width, window))
  }
  return shown.join('\n')
}

interface Window {
  readonly text: string
  /** What stands before the caret: its tabs are kept, so that the caret stands under its character. */
  readonly before: string
}

function cut(line: string, column: number): Window {
  const start = atCharacter(line, column > WIDEST ? column - WIDEST / 2 : 0)
  const text = line.slice(start, atCharacter(line, start + WIDEST))
  return { text: text.replace(UNPRINTABLE, '\ufffd'), before: line.slice(start, column - 1) }
}

/** Control characters besides the tab steer a terminal; those of direction reorder what it shows. */
const UNPRINTABLE = /[^\P{Cc}\t]|[\u202a-\u202e\u2066-\u2069]/gu

/** The offset, or the one before where it would cut a character of two UTF-16 units. */
function atCharacter(line: string, offset: number): number {
  return (line.codePointAt(offset - 1) ?? 0) > 0xffff ? offset - 1 : offset
}

function caretLine(width: number, { before }: Window): string {
  return `  ${' '.repeat(width)} | ${before.replace(/[^\t]/g, ' ')}^`
}
