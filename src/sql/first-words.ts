import { offsetOfPosition } from './offset-of-position.ts'
import { tokenAt } from './token.ts'

/**
 * A statement on one line for progress: white space and comments folded into single spaces, cut to
 * a width with `…`.
 *
 * @param width in characters (code points), the `…` included.
 */
export function firstWords(statement: string, width: number): string {
  let line = ''
  let at = 0
  // Twice the width in UTF-16 units is enough: a character has at most two.
  while (at < statement.length && line.length <= 2 * width) {
    const { kind, start, end } = tokenAt(statement, at)
    const spare = kind === 'space' || kind === 'comment'
    line += spare ? space(line) : statement.slice(start, start + Math.min(end - start, 4 * width))
    at = end
  }
  return cut(line.replace(/\s+/g, ' ').trim(), width)
}

function space(line: string): string {
  return line === '' || line.endsWith(' ') ? '' : ' '
}

function cut(line: string, width: number): string {
  if (offsetOfPosition(line, width + 1) === line.length) return line
  return `${line.slice(0, offsetOfPosition(line, width)).trimEnd()}…`
}
