import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatPlace, placeOf } from './place.ts'

describe('placeOf', () => {
  const text = 'one\ntwo\r\n\n😀x'

  test.each([
    [0, 1, 1],
    [3, 1, 4],
    [4, 2, 1],
    [7, 2, 4],
    [9, 3, 1],
    [10, 4, 1],
    [12, 4, 3],
  ])('offset %d is line %d, column %d', (offset, line, column) => {
    expect(placeOf('a.sql', text, offset)).toEqual({ file: 'a.sql', line, column })
  })

  test('beyond the end is the end, before the beginning is the beginning', () => {
    expect(placeOf('a.sql', 'one\ntwo', 99)).toMatchObject({ line: 2, column: 4 })
    expect(placeOf('a.sql', 'one\ntwo', -1)).toMatchObject({ line: 1, column: 1 })
    expect(placeOf('a.sql', '', 0)).toMatchObject({ line: 1, column: 1 })
  })

  test('line and column lead back to the offset', () => {
    const lines = fc.array(fc.string({ unit: fc.constantFrom('a', '\r', 'é', '😀') }))
    fc.assert(
      fc.property(lines, fc.nat(), (parts, position) => {
        const whole = parts.join('\n')
        const offset = position % (whole.length + 1)
        const { line, column } = placeOf('a.sql', whole, offset)
        const before = whole.split('\n').slice(0, line - 1)
        const lengths = before.reduce((sum, { length }) => sum + length + 1, 0)
        expect(lengths + column - 1).toBe(offset)
      }),
    )
  })
})

test('a place is printed as terminals make it clickable', () => {
  expect(formatPlace({ file: 'migrations/a.sql', line: 3, column: 14 })).toBe(
    'migrations/a.sql:3:14',
  )
})
