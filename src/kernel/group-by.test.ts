import { expect, test } from 'vitest'
import { groupBy } from './group-by.ts'

test('keys and the items of each stand in the order in which they were met', () => {
  const groups = groupBy([3, 1, 4, 1, 5, 9, 2, 6], (one) => (one % 2 === 0 ? 'even' : 'odd'))
  expect([...groups]).toEqual([
    ['odd', [3, 1, 1, 5, 9]],
    ['even', [4, 2, 6]],
  ])
  expect(groupBy([], String).size).toBe(0)
})
