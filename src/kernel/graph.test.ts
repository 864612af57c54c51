import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dependencyOrder, reachable } from './graph.ts'

const letters = ['a', 'b', 'c', 'd', 'e', 'f'] as const

function order(
  edges: Readonly<Record<string, readonly string[]>>,
): ReturnType<typeof dependencyOrder<string>> {
  return dependencyOrder(Object.keys(edges), (node) => edges[node] ?? [])
}

describe('dependencyOrder', () => {
  test('what is depended on goes first, the rest keeps its order', () => {
    expect(order({ c: ['a'], b: [], a: [] })).toEqual({ kind: 'ordered', nodes: ['a', 'c', 'b'] })
  })

  test('a cycle is named by its members, each depending on the next', () => {
    expect(order({ x: ['a'], a: ['b'], b: ['c'], c: ['a'] })).toEqual({
      kind: 'cycle',
      nodes: ['a', 'b', 'c'],
    })
  })

  test('a chain of 20,000 is ordered without a deep call stack', () => {
    const nodes = Array.from({ length: 20_000 }, (_, node) => node)
    const after = (node: number): readonly number[] => (node < 19_999 ? [node + 1] : [])
    expect(dependencyOrder(nodes, after)).toEqual({ kind: 'ordered', nodes: nodes.toReversed() })
    const round = (node: number): readonly number[] => [(node + 1) % 20_000]
    expect(dependencyOrder(nodes, round)).toEqual({ kind: 'cycle', nodes })
  })

  test('a node that depends on itself is a cycle of one', () => {
    expect(order({ a: ['a'] })).toEqual({ kind: 'cycle', nodes: ['a'] })
  })

  test('either every node follows its dependencies, or the cycle given is one', () => {
    const edges = fc.array(fc.tuple(fc.constantFrom(...letters), fc.constantFrom(...letters)))
    fc.assert(
      fc.property(edges, (pairs) => {
        const dependenciesOf = (node: string): string[] =>
          pairs.filter(([from]) => from === node).map(([, to]) => to)
        const result = dependencyOrder<string>(letters, dependenciesOf)
        const { nodes } = result
        if (result.kind === 'cycle') {
          nodes.forEach((node, at) => {
            expect(dependenciesOf(node)).toContain(nodes[(at + 1) % nodes.length])
          })
        } else {
          expect([...nodes].sort()).toEqual([...letters])
          for (const [from, to] of pairs) {
            expect(nodes.indexOf(to)).toBeLessThan(nodes.indexOf(from))
          }
        }
      }),
    )
  })
})

describe('what can be reached', () => {
  const next = new Map([
    ['a', ['b', 'c']],
    ['b', ['d']],
    ['d', ['a']],
    ['e', ['a']],
  ])
  const from = (...nodes: string[]): readonly string[] =>
    [...reachable(nodes, (node) => next.get(node) ?? [])].sort()

  test('is the nodes themselves and all behind them, also in a circle', () => {
    expect(from('a')).toEqual(['a', 'b', 'c', 'd'])
    expect(from('c', 'e')).toEqual(['a', 'b', 'c', 'd', 'e'])
    expect(from()).toEqual([])
  })

  test('is found along a chain of any length', () => {
    expect(reachable([0], (node) => (node < 100_000 ? [node + 1] : [])).size).toBe(100_001)
  })
})
