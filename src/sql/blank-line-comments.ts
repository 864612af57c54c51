import { continuation, endOfEscapePart } from './quote.ts'
import { tokenAt } from './token.ts'

/**
 * The same statement with spaces for its `--` comments, character for character (code points), so
 * that positions stay what they are.
 *
 * libpg-query is PostgreSQL's grammar, but reads comments as tokens of their own and therefore
 * refuses one between the parts of a string, `'a' -- why` and `'b'` on the next line, which every
 * server takes.
 */
export function blankLineComments(statement: string): string {
  let blanked = ''
  for (let at = 0; at < statement.length;) {
    const { kind, start, end } = tokenAt(statement, at)
    const text = statement.slice(start, end)
    if (kind === 'comment' && text.startsWith('--')) blanked += spaces(text)
    else blanked += kind === 'string' && /^e/i.test(text) ? blankBetweenParts(text) : text
    at = end
  }
  return blanked
}

/** An escape string is one token with all its parts, and the comments between them. */
function blankBetweenParts(text: string): string {
  let blanked = ''
  let at = 0
  for (let inside: number | null = "E'".length; inside !== null;) {
    const end = endOfEscapePart(text, inside) ?? text.length
    inside = continuation(text, end)
    const gap = text.slice(end, inside ?? end)
    blanked += text.slice(at, end) + gap.replace(/--[^\n\r]*/g, spaces)
    at = end + gap.length
  }
  return blanked + text.slice(at)
}

function spaces(text: string): string {
  return text.replace(/./gsu, ' ')
}
