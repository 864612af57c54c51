import type * as PgQuery from 'libpg-query'
import type { Node } from 'libpg-query'
import { blankLineComments } from './blank-line-comments.ts'
import { nestingBound } from './nesting.ts'
import { offsetOfPosition } from './offset-of-position.ts'

/** What PostgreSQL's own grammar makes of one statement. */
export type Parsed =
  | { readonly kind: 'statement'; readonly node: Node }
  /** Only comments and white space. */
  | { readonly kind: 'empty' }
  /** Nested so deeply that it was not parsed. */
  | { readonly kind: 'too-deep' }
  /** `offset` in UTF-16 units; 0 where PostgreSQL names no position. */
  | { readonly kind: 'fault'; readonly message: string; readonly offset: number }

/**
 * 2,000 subqueries in each other, or 5,000 signs in a row, were parsed; 3,000 subqueries overflowed the
 * stack. After some overflows the WebAssembly instance fails for good, so they must not happen.
 */
const DEEPEST = 4_000

let parser: typeof PgQuery | null = null

/**
 * Loads the parser of PostgreSQL 18 (libpg-query, 40 ms), which the functions of this room that
 * parse need. May be called again. Splitting and quoting do without.
 */
export async function loadParser(): Promise<void> {
  const library = await import('libpg-query')
  await library.loadModule()
  parser = library
}

/** Parses one statement. Needs {@link loadParser}. */
export function parseStatement(text: string): Parsed {
  if (parser === null) throw new Error('loadParser() must be awaited before SQL is parsed')
  // The parser reads a C string: what stands behind a zero byte would go unread.
  const zero = text.indexOf('\0')
  if (zero !== -1) return { kind: 'fault', message: 'zero byte', offset: zero }
  if (text === '') return { kind: 'empty' }
  if (text.length > DEEPEST && nestingBound(text) > DEEPEST) return { kind: 'too-deep' }
  const parsed = parseWith(parser, text)
  if (parsed.kind !== 'fault' || !text.includes('--')) return parsed
  return parseWith(parser, text, blankLineComments(text))
}

/** @param sent the text, or one of as many characters */
function parseWith(library: typeof PgQuery, text: string, sent: string = text): Parsed {
  try {
    const node = library.parseSync(sent).stmts?.[0]?.stmt
    return node ? { kind: 'statement', node } : { kind: 'empty' }
  } catch (error) {
    if (error instanceof RangeError) return { kind: 'too-deep' }
    if (!library.hasSqlDetails(error)) throw error
    // The library gives characters from 0, where the server counts from 1.
    const position = (error.sqlDetails?.cursorPosition ?? 0) + 1
    return { kind: 'fault', message: error.message, offset: offsetOfPosition(text, position) }
  }
}
