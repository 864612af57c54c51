import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readRevision } from './read-revision.ts'
import { statementsOf, type RevisionStatement } from './statements-of.ts'
import { stretchesOf } from './stretches.ts'

const blocks = fc.array(fc.record({ count: fc.nat(4), transaction: fc.boolean() }), {
  minLength: 1,
})

function statementsIn(
  all: readonly { readonly count: number; readonly transaction: boolean }[],
): readonly RevisionStatement[] {
  const text = all
    .map(({ count, transaction }) => {
      const option = transaction ? '' : ' transaction:false'
      return `-- migrate:up${option}\n${'select 1;\n'.repeat(count)}`
    })
    .join('')
  const named = { id: '1_a', version: '1', name: 'a', database: 'a', file: 'a.sql' }
  const revision = readRevision({ ...named, text })
  return statementsOf(revision, revision.up)
}

describe('stretchesOf', () => {
  test('a transactional block goes together, other statements one by one', () => {
    const statements = statementsIn([
      { count: 2, transaction: true },
      { count: 2, transaction: false },
      { count: 1, transaction: true },
      { count: 2, transaction: true },
    ])
    expect(stretchesOf(statements, 0)).toEqual([
      { from: 0, to: 2, together: true },
      { from: 2, to: 3, together: false },
      { from: 3, to: 4, together: false },
      { from: 4, to: 5, together: true },
      { from: 5, to: 7, together: true },
    ])
  })

  test('from any place on they are all of what is left, in order, each once', () => {
    fc.assert(
      fc.property(blocks, fc.nat(20), (all, some) => {
        const statements = statementsIn(all)
        const done = Math.min(some, statements.length)
        const stretches = stretchesOf(statements, done)
        expect(stretches.flatMap(({ from, to }) => statements.slice(from, to))).toEqual(
          statements.slice(done),
        )
        for (const [at, { from, to }] of stretches.entries()) {
          expect(from).toBe(stretches[at - 1]?.to ?? done)
          const own = new Set(statements.slice(from, to).map(({ block }) => block))
          expect(own.size).toBeLessThanOrEqual(1)
        }
      }),
    )
  })

  test('where nothing is left there is one for the row in the ledger', () => {
    expect(stretchesOf([], 0)).toEqual([{ from: 0, to: 0, together: true }])
    const statements = statementsIn([{ count: 2, transaction: false }])
    expect(stretchesOf(statements, 2)).toEqual([{ from: 2, to: 2, together: true }])
  })
})
