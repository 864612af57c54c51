import { expect, test } from 'vitest'
import { compareVersions } from './version.ts'

test('versions and ids are ordered by the number in front, what has none comes last', () => {
  const ids = ['x', '20240131235959_d', '010_c', '9_b', '9_a', '99999999999999999999_e']
  expect(ids.toSorted(compareVersions)).toEqual([
    '9_a',
    '9_b',
    '010_c',
    '20240131235959_d',
    '99999999999999999999_e',
    'x',
  ])
})
