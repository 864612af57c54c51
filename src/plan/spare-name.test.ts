import { describe, expect, test } from 'vitest'
import { spareName, spareNames } from './spare-name.ts'

describe('a name for a while', () => {
  test('is the name with the suffix', () => {
    expect(spareName('mood', '(old)')).toBe('mood (old)')
  })

  test('has no more bytes than PostgreSQL keeps, and cuts no letter in two', () => {
    const name = spareName('ü'.repeat(40), '(old)')
    expect(new TextEncoder().encode(name).length).toBeLessThanOrEqual(63)
    expect(name).toMatch(/^ü+ [0-9a-f]{8} \(old\)$/)
  })

  test('is another one for another long name with the same beginning', () => {
    const [left, right] = ['a', 'b'].map((end) => spareName('x'.repeat(62) + end, '(old)'))
    expect(left).not.toBe(right)
  })

  test('is one that nothing has', () => {
    const spare = spareNames(new Set(['mood (old)', 'mood (old) 2']))
    expect(spare('mood', '(old)')).toBe('mood (old) 3')
    expect(spare('mood', '(new)')).toBe('mood (new)')
  })
})
