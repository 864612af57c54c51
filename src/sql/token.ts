import { dollarTagAt, endOfComment, endOfDollar, endOfEscape, endOfQuote } from './quote.ts'

/** What a piece of SQL is. A symbol is any single character that is nothing else. */
export type TokenKind =
  'space' | 'comment' | 'word' | 'number' | 'parameter' | 'string' | 'quoted-identifier' | 'symbol'

/** A piece of SQL, with its offsets in UTF-16 units. */
export interface Token {
  readonly kind: TokenKind
  readonly start: number
  readonly end: number
  /** False for a quote or a comment that is still open where the text ends. */
  readonly closed: boolean
}

const SPACE = /[ \t\n\r\f\v]+/y
const LINE_COMMENT = /--[^\n\r]*/y
/** A faulty number such as `1a` is one token: PostgreSQL refuses it, wherever it ends. */
const NUMBER = /[0-9][A-Za-z0-9_\u0080-\uffff]*/y
const PARAMETER = /\$[0-9]+/y
/** Every character beyond ASCII may be part of a word, even a no-break space. */
const WORD = /[A-Za-z_\u0080-\uffff][A-Za-z0-9_$\u0080-\uffff]*/y

/**
 * The token at an offset that lies within the text. Tokens end where those of PostgreSQL's scanner
 * (src/backend/parser/scan.l) end, as far as a quote, a parenthesis or a semicolon depends on it;
 * operators come character by character. A test compares it with the scanner of libpg-query.
 *
 * That scanner itself is not used: it took 4.5 s and 600 MB for 5 MB of SQL, tells no place when a
 * quote is not closed, and gives up a whole script for one faulty number.
 */
export function tokenAt(text: string, start: number): Token {
  const letter = text[start]
  const next = text[start + 1]
  if (letter === "'" || letter === '"') {
    const kind = letter === "'" ? 'string' : 'quoted-identifier'
    return token(kind, { start, end: endOfQuote(text, start + 1, letter) }, text)
  }
  if (letter === '/' && next === '*') {
    return token('comment', { start, end: endOfComment(text, start + 2) }, text)
  }
  if ((letter === 'e' || letter === 'E') && next === "'") {
    return token('string', { start, end: endOfEscape(text, start + 2) }, text)
  }
  return letter === '$' ? dollar(text, start) : plain(text, start)
}

function dollar(text: string, start: number): Token {
  const tag = dollarTagAt(text, start)
  if (tag !== null) return token('string', { start, end: endOfDollar(text, start, tag) }, text)
  return plain(text, start)
}

const patterns: readonly (readonly [TokenKind, RegExp])[] = [
  ['space', SPACE],
  ['word', WORD],
  ['comment', LINE_COMMENT],
  ['number', NUMBER],
  ['parameter', PARAMETER],
]

function plain(text: string, start: number): Token {
  for (const [kind, pattern] of patterns) {
    pattern.lastIndex = start
    if (pattern.test(text)) return { kind, start, end: pattern.lastIndex, closed: true }
  }
  return { kind: 'symbol', start, end: start + 1, closed: true }
}

interface Extent {
  readonly start: number
  /** Null where the text ends first. */
  readonly end: number | null
}

function token(kind: TokenKind, { start, end }: Extent, text: string): Token {
  return { kind, start, end: end ?? text.length, closed: end !== null }
}
