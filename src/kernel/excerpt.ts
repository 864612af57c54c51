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
  const start = column > WIDEST ? column - WIDEST / 2 : 0
  const text = line.slice(start, start + WIDEST)
  return { text, before: line.slice(start, column - 1) }
}

function caretLine(width: number, { before }: Window): string {
  return `  ${' '.repeat(width)} | ${before.replace(/[^\t]/g, ' ')}^`
}
