import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { graphLines } from './lanes.ts'

function drawn(edges: Readonly<Record<string, readonly string[]>>): readonly string[] {
  const nodes = Object.entries(edges).map(([id, parents]) => ({ id, parents }))
  return graphLines(nodes).map(({ drawing, node }) => `${drawing} ${node?.id ?? ''}`.trimEnd())
}

describe('graphLines', () => {
  test('a line needs one lane', () => {
    expect(drawn({ a: [], b: ['a'], c: ['b'] })).toEqual(['* a', '* b', '* c'])
  })

  test('a branch opens a lane, a merge closes it', () => {
    expect(drawn({ a: [], b: ['a'], c: ['a'], d: ['b'], e: ['d', 'c'], f: ['e'] })).toEqual([
      '* a',
      '├─╮',
      '* │ b',
      '│ * c',
      '* │ d',
      '├─╯',
      '* e',
      '* f',
    ])
  })

  test('three branches, one of which ends', () => {
    expect(drawn({ a: [], b: ['a'], c: ['a'], d: ['a'], e: ['b', 'd'] })).toEqual([
      '* a',
      '├─┬─╮',
      '* │ │ b',
      '│ * │ c',
      '│   * d',
      '├───╯',
      '* e',
    ])
  })

  test('several bases, and a merge across a lane', () => {
    expect(drawn({ a: [], b: [], c: [], d: ['a', 'c'], e: ['b'] })).toEqual([
      '* a',
      '│ * b',
      '│ │ * c',
      '├─┼─╯',
      '* │ d',
      '  * e',
    ])
  })

  test('every revision of any graph has one line, in order', () => {
    const parents = fc.array(fc.array(fc.nat(), { maxLength: 3 }), { maxLength: 30 })
    fc.assert(
      fc.property(parents, (lists) => {
        const nodes = lists.map((list, at) => ({
          id: String(at),
          parents: at === 0 ? [] : [...new Set(list.map((one) => String(one % at)))],
        }))
        const lines = graphLines(nodes)
        expect(lines.flatMap(({ node }) => node ?? [])).toEqual(nodes)
        for (const { drawing, node } of lines) {
          expect(drawing.split('*').length - 1).toBe(node === null ? 0 : 1)
        }
      }),
    )
  })
})
