import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compareText, sortedBy } from './ordering.ts'

describe('compareText', () => {
  test('capitals go before small letters, and accents after both, in every locale', () => {
    expect(['é', 'b', 'a', 'B', 'A', '_', '10', '9'].sort(compareText)).toEqual([
      '10',
      '9',
      'A',
      'B',
      '_',
      'a',
      'b',
      'é',
    ])
  })

  test('it is an order: the other way round it has the other sign, and equals are equal', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (left, right) => {
        expect(compareText(left, right) + compareText(right, left)).toBe(0)
        expect(compareText(left, right) === 0).toBe(left === right)
      }),
    )
  })
})

describe('sortedBy', () => {
  test('items of one key keep their order, and the input is left alone', () => {
    const items = ['b1', 'a1', 'b2', 'a2']
    expect(sortedBy(items, (item) => item.slice(0, 1))).toEqual(['a1', 'a2', 'b1', 'b2'])
    expect(items).toEqual(['b1', 'a1', 'b2', 'a2'])
  })

  test('anything that can be gone through can be sorted', () => {
    expect(
      sortedBy(
        new Map([
          ['b', 1],
          ['a', 2],
        ]),
        ([key]) => key,
      ),
    ).toEqual([
      ['a', 2],
      ['b', 1],
    ])
  })
})
