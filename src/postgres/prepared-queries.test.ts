import { describe, expect, test } from 'vitest'
import { PreparedQueries } from './prepared-queries.ts'

describe('a query', () => {
  test('has a name from the second time on', () => {
    const prepared = new PreparedQueries()
    expect(['a', 'a', 'a'].map((text) => prepared.nameOf(text))).toEqual([
      null,
      'elenchus_1',
      'elenchus_1',
    ])
    expect(prepared.nameOf('b')).toBeNull()
    expect(prepared.nameOf('b')).toBe('elenchus_2')
  })

  test('gets another name once everything prepared may be forgotten', () => {
    const prepared = new PreparedQueries()
    for (const text of ['a', 'a']) prepared.nameOf(text)
    prepared.noteRun('select 1; DISCARD ALL')
    expect(['a', 'a'].map((text) => prepared.nameOf(text))).toEqual([null, 'elenchus_2'])
  })
})
