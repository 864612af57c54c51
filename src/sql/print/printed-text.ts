import { verbatim, type Sql } from '../sql.ts'
import { tokenAt } from '../token.ts'

/**
 * A text that PostgreSQL printed (an expression, a type, a definition) as SQL that it reads back as
 * what it had printed.
 *
 * One thing it would read as another: it prints `status in ('a', 'b')`, for a varchar, as
 * `(status)::text = ANY ((ARRAY['a'::character varying, …])::text[])`, where the whole array is
 * cast; and reads a cast of `ARRAY[…]` as a cast of each of its elements, and prints that in
 * another way. With a cast to its own type between, the array is cast as a whole.
 */
export function printedText(text: string): Sql {
  return verbatim(text.includes('ARRAY[') ? withTypedArrays(text) : text)
}

function withTypedArrays(text: string): string {
  const tokens = significantTokens(text)
  let [typed, done] = ['', 0]
  tokens.forEach((token, at) => {
    if (token.text !== 'ARRAY' || tokens[at + 1]?.text !== '[') return
    const close = closingOf(tokens, at + 1)
    const end = tokens[close]?.end
    const type = isCast(tokens, at, close) ? elementType(text, tokens.slice(at + 2, close)) : null
    if (type === null || end === undefined) return
    typed += `${text.slice(done, end)}::${type}[]`
    done = end
  })
  return typed + text.slice(done)
}

interface Piece {
  readonly text: string
  readonly start: number
  readonly end: number
}

function significantTokens(text: string): readonly Piece[] {
  const pieces: Piece[] = []
  for (let at = 0; at < text.length;) {
    const { kind, start, end } = tokenAt(text, at)
    if (kind !== 'space' && kind !== 'comment') {
      pieces.push({ text: text.slice(start, end), start, end })
    }
    at = end
  }
  return pieces
}

/** The place of the bracket that closes the one at a place. */
function closingOf(tokens: readonly Piece[], open: number): number {
  let depth = 0
  for (let at = open; at < tokens.length; at += 1) {
    depth += depthOf(tokens[at])
    if (depth === 0) return at
  }
  return tokens.length
}

function depthOf(token: Piece | undefined): number {
  if (token?.text === '(' || token?.text === '[') return 1
  return token?.text === ')' || token?.text === ']' ? -1 : 0
}

/** `(ARRAY[…])::`, or as PostgreSQL prints it for statistics `ARRAY[…]::`. */
function isCast(tokens: readonly Piece[], start: number, close: number): boolean {
  const inParentheses = tokens[start - 1]?.text === '(' && tokens[close + 1]?.text === ')'
  const behind = close + (inParentheses ? 2 : 1)
  return tokens[behind]?.text === ':' && tokens[behind + 1]?.text === ':'
}

/** The type of all elements, where they show it; null for none, such as columns. */
function elementType(text: string, tokens: readonly Piece[]): string | null {
  const types = new Set(elementsOf(tokens).map((element) => typeOf(text, element)))
  const [type = null] = types
  return types.size === 1 ? type : null
}

function elementsOf(tokens: readonly Piece[]): readonly (readonly Piece[])[] {
  const elements: Piece[][] = [[]]
  let depth = 0
  for (const token of tokens) {
    depth += depthOf(token)
    if (depth === 0 && token.text === ',') elements.push([])
    else elements.at(-1)?.push(token)
  }
  return elements
}

function typeOf(text: string, element: readonly Piece[]): string | null {
  const [first] = element
  if (element.length === 1 && first !== undefined) return typeOfLiteral(first.text)
  const colon = element.findLastIndex(({ text: symbol }) => symbol === ':')
  const [from, to] = [element[colon]?.end, element.at(-1)?.end]
  if (colon < 1 || from === undefined || to === undefined) return null
  const label = text.slice(from, to)
  // A length would be tried on each element anew.
  return TYPE_NAME.test(label) ? label.replace(/\(.*$/, '') : null
}

/** What PostgreSQL prints without a label. */
function typeOfLiteral(literal: string): string | null {
  if (literal === 'true' || literal === 'false') return 'boolean'
  if (/^\d+$/.test(literal)) return 'integer'
  return null
}

const NAME = '(?:"(?:[^"]|"")*"|[a-z_][a-z0-9_$ ]*)'
const TYPE_NAME = new RegExp(`^${NAME}(?:\\.${NAME})?(?:\\(\\d+(?:,\\d+)?\\))?$`)
