import { describe, expect, test } from 'vitest'
import { nestingBound } from './nesting.ts'

describe('nestingBound', () => {
  test.each<[string, (depth: number) => string]>([
    ['signs', (depth) => `select 1${' + 1'.repeat(depth)}`],
    ['casts', (depth) => `select 1${'::int'.repeat(depth)}`],
    ['parentheses', (depth) => `select ${'('.repeat(depth)}1${')'.repeat(depth)}`],
    ['arrays', (depth) => `select array${'['.repeat(depth)}1${']'.repeat(depth)}`],
    ['calls', (depth) => `select ${'f(1, '.repeat(depth)}1${')'.repeat(depth)}`],
    ['unions', (depth) => `select 1, 2${' union all select 1, 2'.repeat(depth)}`],
    ['joins', (depth) => `select 1, 2 from a${' join b using (c, d)'.repeat(depth)}`],
    [
      'cases',
      (depth) => `select ${'case when a then b else '.repeat(depth)}1${' end'.repeat(depth)}`,
    ],
    ['negations', (depth) => `select ${'not '.repeat(depth)}true`],
  ])('%s: it is never less than the depth', (_, build) => {
    for (const depth of [1, 10, 5_000]) {
      expect(nestingBound(build(depth))).toBeGreaterThanOrEqual(depth)
    }
  })

  test('rows, columns and statements beside each other do not add up', () => {
    const rows = "(1 + 2, 'a' || 'b', (3)), ".repeat(5_000)
    expect(nestingBound(`insert into a values ${rows}(1, 2, 3)`)).toBeLessThan(30)
    const body = 'select 1 + 1; '.repeat(5_000)
    expect(nestingBound(`create function f() returns int begin atomic ${body} end`)).toBeLessThan(
      30,
    )
  })
})
