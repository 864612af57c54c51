import { expect, test } from 'vitest'
import {
  blocks,
  formatLockMode,
  lockModes,
  lockModesConflict,
  strongerLockMode,
} from './lock-mode.ts'

test('a mode is printed as the documentation writes it', () => {
  expect(lockModes.map(formatLockMode)).toEqual([
    'ACCESS SHARE',
    'ROW SHARE',
    'ROW EXCLUSIVE',
    'SHARE UPDATE EXCLUSIVE',
    'SHARE',
    'SHARE ROW EXCLUSIVE',
    'EXCLUSIVE',
    'ACCESS EXCLUSIVE',
  ])
})

test('modes conflict as the table "Conflicting Lock Modes" of the documentation says', () => {
  const rows = lockModes.map((held) =>
    lockModes.map((wanted) => (lockModesConflict(held, wanted) ? 'X' : '.')).join(''),
  )
  expect(rows).toEqual([
    '.......X',
    '......XX',
    '....XXXX',
    '...XXXXX',
    '..XX.XXX',
    '..XXXXXX',
    '.XXXXXXX',
    'XXXXXXXX',
  ])
})

test('a conflict is mutual', () => {
  for (const left of lockModes) {
    for (const right of lockModes) {
      expect(lockModesConflict(left, right)).toBe(lockModesConflict(right, left))
    }
  }
})

test.each([
  ['access-share', 'nothing'],
  ['row-share', 'nothing'],
  ['row-exclusive', 'nothing'],
  ['share-update-exclusive', 'schema-changes'],
  ['share', 'writes'],
  ['share-row-exclusive', 'writes'],
  ['exclusive', 'writes'],
  ['access-exclusive', 'reads-and-writes'],
] as const)('%s blocks %s', (mode, blocked) => {
  expect(blocks(mode)).toBe(blocked)
})

test('the stronger of two modes is found whichever comes first', () => {
  expect(strongerLockMode('share', 'row-exclusive')).toBe('share')
  expect(strongerLockMode('row-exclusive', 'share')).toBe('share')
})
