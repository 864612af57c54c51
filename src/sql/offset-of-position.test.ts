import fc from 'fast-check'
import { expect, test } from 'vitest'
import { offsetOfPosition } from './offset-of-position.ts'

test('a position counts characters, an offset UTF-16 units', () => {
  expect(offsetOfPosition('a😀b', 1)).toBe(0)
  expect(offsetOfPosition('a😀b', 2)).toBe(1)
  expect(offsetOfPosition('a😀b', 3)).toBe(3)
})

test('a position beyond the end is the end', () => {
  expect(offsetOfPosition('a😀', 99)).toBe(3)
})

test('it is the length of the characters before', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.nat(40), (text, before) => {
      const characters = Array.from(text).slice(0, before)
      expect(offsetOfPosition(text, before + 1)).toBe(characters.join('').length)
    }),
  )
})
