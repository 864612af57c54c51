import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { jsonFault } from './json-fault.ts'

describe('jsonFault', () => {
  test.each([
    ['', 0, 'Expected a value, found the end'],
    ['{"a": 1,}', 8, 'Expected a key in double quotes, found "}"'],
    ["{'a': 1}", 1, `Expected a key in double quotes, found "'"`],
    ['{"a" 1}', 5, 'Expected ":", found "1"'],
    ['{"a": 1 "b": 2}', 8, 'Expected "," or "}", found "\\""'],
    ['[1 2]', 3, 'Expected "," or "]", found "2"'],
    ['[01]', 2, 'Expected "," or "]", found "1"'],
    ['{} x', 3, 'Expected the end, found "x"'],
    ['{ // why\n}', 2, 'Expected a key in double quotes, found "/"; JSON has no comments'],
    ['"a\nb"', 0, 'A text begins here that does not end on its line or has a bad escape'],
    ['{"a": "\\x"}', 6, 'A text begins here that does not end on its line or has a bad escape'],
    ['[1] "', 4, 'Expected the end, found "\\""'],
    ['{"a": {"b": 1, "b": 2}}', 15, 'The key "b" stands here twice'],
  ])('%j at %d: %s', (text, offset, message) => {
    expect(jsonFault(text)).toEqual({ offset, message })
  })

  test('the same key in two objects is no fault', () => {
    expect(jsonFault('[{"a": 1}, {"a": {"a": 2}}]')).toBeNull()
  })

  // The first two were found by the property below.
  test.each([
    [String.raw`"\F"`, false],
    [String.raw`"\U0041"`, false],
    [String.raw`"\u00Ff"`, true],
    ['[1E5, 1e+5, -0.1E-2]', true],
  ])('letters of escapes and exponents: %s', (json, isGood) => {
    expect(jsonFault(json) === null).toBe(isGood)
    expect(parses(json)).toBe(isGood)
  })

  test('it finds no fault exactly where JSON.parse finds none', () => {
    const letters = Array.from('{}[]",:\\ uUF0eE1.-+\n\u0085\u007fatrue')
    const text = fc.oneof(fc.json(), fc.string({ unit: fc.constantFrom(...letters) }))
    const inserted = fc.constantFrom(...letters, '\u2028', '\0', '')
    const damaged = fc.tuple(text, fc.nat(), inserted).map(([json, position, letter]) => {
      const at = position % (json.length + 1)
      return json.slice(0, at) + letter + json.slice(at)
    })
    fc.assert(
      fc.property(fc.oneof(text, damaged), (json) => {
        const fault = jsonFault(json)
        if (fault?.message.endsWith('twice')) return
        expect(fault === null).toBe(parses(json))
      }),
      { numRuns: 5000 },
    )
  })
})

function parses(json: string): boolean {
  try {
    JSON.parse(json)
    return true
  } catch {
    return false
  }
}
