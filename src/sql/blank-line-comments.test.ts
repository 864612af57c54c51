import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { blankLineComments } from './blank-line-comments.ts'
import { loadParser, parseStatement } from './parser.ts'

beforeAll(loadParser)

describe('blankLineComments', () => {
  test('leaves everything but the comments, and every position', () => {
    const statement = "select 'a--b', E'--\\'' -- it's\n '--', \"--\", $$--$$ /* -- */ -- é😀\n, 1"
    expect(blankLineComments(statement)).toBe(
      "select 'a--b', E'--\\''        \n '--', \"--\", $$--$$ /* -- */      \n, 1",
    )
  })

  test('keeps the number of characters, whatever the text', () => {
    const piece = fc.constantFrom(
      "'",
      "E'",
      '\\',
      '--',
      '\n',
      ' ',
      'é',
      '😀',
      '/*',
      '*/',
      '$$',
      '"',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (parts) => {
        const text = parts.join('')
        expect(Array.from(blankLineComments(text))).toHaveLength(Array.from(text).length)
      }),
      { numRuns: 2_000 },
    )
  })

  test('a fault behind such a comment keeps its place', () => {
    const statement = "select 'a' -- é😀\n 'b' frm tabel x"
    const parsed = parseStatement(statement)
    expect(parsed).toMatchObject({ kind: 'fault', offset: statement.indexOf('tabel') })
  })
})
