import { expect, test } from 'vitest'
import { printable } from './printable.ts'

test('what steers a terminal is spelled out, colours and lines are left', () => {
  expect(printable('a\u{1b}]0;title\u{7}b\r\u{9b}2J')).toBe(
    String.raw`a\u{1b}]0;title\u{7}b\u{d}\u{9b}2J`,
  )
  expect(printable('\u{202e}drop')).toBe(String.raw`\u{202e}drop`)
  const coloured = '\u{1b}[31mred\u{1b}[39m\n\tü😀'
  expect(printable(coloured)).toBe(coloured)
})
