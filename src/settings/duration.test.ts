import { describe, expect, test } from 'vitest'
import { readDuration } from './duration.ts'

describe('readDuration', () => {
  test.each([
    [1, 1],
    ['500ms', 500],
    ['3s', 3000],
    ['1.5s', 1500],
    [' 5 min ', 300_000],
    ['1h', 3_600_000],
    ['24d', 2_073_600_000],
  ])('%j is %d milliseconds', (written, milliseconds) => {
    expect(readDuration(written)).toEqual({ kind: 'known', milliseconds })
  })

  test.each([
    ['3', 'is "3" without a unit; write "3ms" or "3s"'],
    ['5m', 'is "5m", which may mean minutes; write "5min"'],
    ['5 weeks', 'is "5 weeks"; the units are ms, s, min, h, d'],
    ['soon', 'is "soon"; write a length of time like "3s"'],
    ['-3s', 'is "-3s"; write a length of time like "3s"'],
    ['0s', 'is "0s"; it must be more than 0'],
    [0, 'is 0; it must be more than 0'],
    [-1, 'is -1; it must be more than 0'],
    [Number.NaN, 'is NaN; it must be more than 0'],
    [1.5, 'is 1.5; give whole milliseconds'],
    [Infinity, 'is Infinity; give whole milliseconds'],
    ['25d', 'is "25d"; the longest is 24 days'],
    [true, 'is not a length of time; write one like "3s"'],
  ])('%j is refused: %s', (written, message) => {
    expect(readDuration(written)).toEqual({ kind: 'fault', message })
  })
})
