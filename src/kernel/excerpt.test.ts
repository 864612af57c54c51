import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { excerpt } from './excerpt.ts'
import { placeOf } from './place.ts'

function shown(text: string, line: number, column: number): readonly string[] {
  return excerpt(text, { file: 'a.sql', line, column }).split('\n')
}

describe('excerpt', () => {
  const ten = Array.from({ length: 10 }, (_, at) => `line ${at + 1}`).join('\n')

  test('two lines stand before and after, with numbers of one width', () => {
    expect(shown(ten, 8, 6)).toEqual([
      '   6 | line 6',
      '   7 | line 7',
      '>  8 | line 8',
      '     |      ^',
      '   9 | line 9',
      '  10 | line 10',
    ])
  })

  test('the first and the last line have fewer around them', () => {
    expect(shown(ten, 1, 1)).toEqual(['> 1 | line 1', '    | ^', '  2 | line 2', '  3 | line 3'])
    expect(shown('a\nb\n', 3, 1)).toEqual(['  1 | a', '  2 | b', '> 3 |', '    | ^'])
    expect(shown('', 1, 1)).toEqual(['> 1 |', '    | ^'])
  })

  test('line ends of Windows are not shown', () => {
    expect(shown('a\r\nb\r\n', 2, 2)).toEqual(['  1 | a', '> 2 | b', '    |  ^', '  3 |'])
  })

  test('tabs stand before the caret as they stand before the character', () => {
    expect(shown('\tselect\tx', 1, 9)).toEqual(['> 1 | \tselect\tx', '    | \t      \t^'])
  })

  test('a wide line is cut around the caret', () => {
    const [line, caret] = shown(`${'a'.repeat(1000)}X${'b'.repeat(1000)}`, 1, 1001)
    expect(line?.length).toBeLessThan(200)
    expect(line?.[caret?.indexOf('^') ?? -1]).toBe('X')
  })

  test('no character is cut in two', () => {
    const text = '😀'.repeat(300)
    for (const column of [1, 199, 200, 201, 599]) {
      expect(shown(text, 1, column).join('\n')).not.toMatch(/\p{Surrogate}/u)
    }
  })

  test('what steers a terminal is not sent to it', () => {
    expect(shown('a\u001b[2Jb\rc\u009bd\u0007', 1, 2)).toEqual([
      '> 1 | a\ufffd[2Jb\ufffdc\ufffdd\ufffd',
      '    |  ^',
    ])
  })

  test('a line behind the end is not shown, and nothing fails', () => {
    expect(shown('a\nb', 9, 1)).toEqual([''])
  })

  test('the caret stands under its character wherever it is', () => {
    const part = fc.string({ unit: fc.constantFrom('a', ' ', '\t', '\n', 'é') })
    fc.assert(
      fc.property(part, part, (before, after) => {
        const text = `${before}X${after}`
        const lines = excerpt(text, placeOf('a.sql', text, before.length)).split('\n')
        const at = lines.findIndex((line) => line.startsWith('>'))
        const caret = lines[at + 1] ?? ''
        expect(lines[at]?.[caret.indexOf('^')]).toBe('X')
      }),
    )
  })
})
