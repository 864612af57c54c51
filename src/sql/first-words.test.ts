import { describe, expect, test } from 'vitest'
import { firstWords } from './first-words.ts'

describe('firstWords', () => {
  test('folds comments and white space and cuts at the width', () => {
    const statement =
      'create index /* x */ concurrently -- why\n  line_item_order_id_idx\n\ton line_item (a)'
    expect(firstWords(statement, 200)).toBe(
      'create index concurrently line_item_order_id_idx on line_item (a)',
    )
    const cut = firstWords(statement, 60)
    expect(cut).toBe('create index concurrently line_item_order_id_idx on line_it…')
    expect(cut).toHaveLength(60)
  })

  test('a string over several lines becomes one line', () => {
    expect(firstWords("select 'a\n\n  b'", 80)).toBe("select 'a b'")
  })

  test('never cuts a character in two', () => {
    expect(firstWords("select '😀😀😀😀😀'", 12)).toBe("select '😀😀😀…")
  })

  test('reads no further than it must', () => {
    const started = performance.now()
    expect(firstWords(`insert into a values ${'(1, 2), '.repeat(2_000_000)}`, 20)).toHaveLength(20)
    expect(firstWords(`do $$${' '.repeat(10_000_000)}x$$`, 20)).toBe('do $$')
    expect(performance.now() - started).toBeLessThan(2_000)
  })
})
