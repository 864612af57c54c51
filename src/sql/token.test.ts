import fc from 'fast-check'
import { scanSync, type ScanToken } from 'libpg-query'
import { beforeAll, describe, expect, test } from 'vitest'
import { testDatabase } from '../../tests/support/test-database.ts'
import { loadParser, parseStatement } from './parser.ts'
import { tokenAt, type Token } from './token.ts'

beforeAll(loadParser)

/** Whatever opens, closes or hides something. */
const pieces = [
  ...["'", "''", '"', "E'", "e'", "U&'", "b'", 'U&"', '\\', "\\'", '$', '$$', '$a$', '$é$', '$1'],
  // The parts of one string, on two lines.
  ...["'\n'", "\\'", "E'a"],
  ...['--', '-', '/*', '*/', '/', '*', '\n', '\r', ' ', '\t', ';', '(', ')', ',', '[', ']'],
  ...['a', 'e', 'É', '😀', '_', '1', '+', '||', '::', ':', '.', '=', '\u00a0', '\v'],
]

/** Which fault the scanner found first; null where the text is lexically good. */
function scannerFault(text: string): string | null {
  try {
    scanSync(text)
    return null
  } catch (error) {
    // The library takes PostgreSQL's message for JSON.
    return error instanceof Error ? error.message : 'unknown'
  }
}

describe('tokenAt', () => {
  test('ends tokens where the scanner of PostgreSQL ends them', () => {
    const script = fc
      .array(fc.constantFrom(...pieces), { maxLength: 25 })
      .map((parts) => parts.join(''))
    let compared = 0
    let unclosed = 0
    fc.assert(
      fc.property(script, (text) => {
        // libpg-query does not join the parts of a string over a comment; see the test below.
        fc.pre(!/'\s*--/.test(text))
        const tokens = tokensOf(text)
        const fault = scannerFault(text)
        if (fault === null) {
          expect(landmarks(tokens, text)).toEqual(scannerLandmarks(text))
          compared += 1
        } else if (fault.includes('"unterminat')) {
          expect(tokens.some(({ closed }) => !closed)).toBe(true)
          unclosed += 1
        }
      }),
      { numRuns: 8_000, seed: 7 },
    )
    expect(compared).toBeGreaterThan(1_000)
    expect(unclosed).toBeGreaterThan(1_000)
  })

  test.each([
    ["E'a'\n'b\\'c'", 'a part of an escape string on the next line escapes too'],
    ["E'a' -- it's\n 'b\\'c'", 'a comment may stand between the parts'],
    ['/* a /* b */ ; */', 'comments nest'],
    ['/*/ ; */', 'a slash after the opening does not close'],
    ['$a$ $b$ $$ $a$', 'a dollar quote ends at its own tag only'],
    ['"a""b;"', 'a doubled quote belongs to the name'],
  ])('%j is one token: %s', (text) => {
    expect(tokenAt(text, 0)).toMatchObject({ start: 0, end: text.length, closed: true })
  })

  test.each([14, 18] as const)('PostgreSQL %i joins strings over comments', async (major) => {
    const database = await testDatabase(major)
    for (const [text, value] of [
      ["E'a' -- it's\n -- \n 'b\\'c'", "ab'c"],
      ["'a' -- b\n'c'", 'ac'],
      ["E'a'\r--\n'\\'c'", "a'c"],
    ] as const) {
      expect(await database.run(`select ${text} as joined`)).toEqual([{ joined: value }])
      expect(parseStatement(`select ${text}`).kind).toBe('statement')
      if (text.startsWith('E')) expect(tokenAt(text, 0).end).toBe(text.length)
    }
  })

  test('a dollar sign within a word opens nothing', () => {
    expect(tokenAt('a$b$c', 0)).toMatchObject({ kind: 'word', end: 5 })
  })

  test('a string of a hundred thousand parts is read without recursion', () => {
    const text = "E'a'" + "\n'b'".repeat(100_000)
    expect(tokenAt(text, 0).end).toBe(text.length)
  })
})

function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = []
  for (let at = 0; at < text.length; at = tokens.at(-1)?.end ?? text.length) {
    tokens.push(tokenAt(text, at))
  }
  return tokens
}

type Landmark = readonly [what: string, start: number, end: number]

const MARKS = ';(),[]'

/** The comments, and the characters that split statements or hold them together. */
function landmarks(tokens: readonly Token[], text: string): readonly Landmark[] {
  return tokens.flatMap(({ kind, start, end }): Landmark[] => {
    if (kind === 'comment') return [['comment', start, end]]
    const mark = text.slice(start, end)
    return kind === 'symbol' && MARKS.includes(mark) ? [[mark, start, end]] : []
  })
}

function scannerLandmarks(text: string): readonly Landmark[] {
  const bytes = Buffer.from(text)
  const offset = (byte: number): number => bytes.subarray(0, byte).toString().length
  return scanSync(text).tokens.flatMap((token: ScanToken): Landmark[] => {
    const extent = [offset(token.start), offset(token.end)] as const
    if (token.tokenName.endsWith('COMMENT')) return [['comment', ...extent]]
    const mark = text.slice(...extent)
    return mark.length === 1 && MARKS.includes(mark) ? [[mark, ...extent]] : []
  })
}
