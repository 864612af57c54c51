import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonicalJson, type Json } from './canonical-json.ts'
import { compareText } from './ordering.ts'

const json = fc.jsonValue() as fc.Arbitrary<Json>

describe('canonicalJson', () => {
  test('keys are sorted at every depth, lists keep their order', () => {
    expect(canonicalJson({ b: [{ d: 1, c: [] }, 'x'], a: {}, B: null })).toBe(`{
  "B": null,
  "a": {},
  "b": [
    {
      "c": [],
      "d": 1
    },
    "x"
  ]
}
`)
  })

  test('keys that look like numbers are sorted as the others are', () => {
    const text = canonicalJson({ a: 1, '9': 2, '10': 3, '-1': 4 })
    expect([...text.matchAll(/"(.+)":/g)].map(([, key]) => key)).toEqual(['-1', '10', '9', 'a'])
  })

  test('the key "__proto__" is data like any other', () => {
    const value = JSON.parse('{"__proto__": {"b": 1}, "a": 2}') as Json
    expect(canonicalJson(value)).toContain('"__proto__": {')
  })

  test('a property without a value is not written', () => {
    const value = { a: undefined, b: 1 } as unknown as Json
    expect(canonicalJson(value)).toBe('{\n  "b": 1\n}\n')
  })

  test('a number that JSON cannot hold is refused, for it would be read back as null', () => {
    for (const number of [Number.NaN, Infinity, -Infinity]) {
      expect(() => canonicalJson({ a: [number] })).toThrow(RangeError)
    }
  })

  test('what is written is read back equal', () => {
    fc.assert(
      fc.property(json, (value) => {
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)))
      }),
    )
  })

  test('the order in which keys were added makes no difference', () => {
    const entries = fc.uniqueArray(fc.tuple(fc.string(), json), { selector: ([key]) => key })
    fc.assert(
      fc.property(entries, (pairs) => {
        const forwards = canonicalJson(Object.fromEntries(pairs))
        expect(canonicalJson(Object.fromEntries([...pairs].reverse()))).toBe(forwards)
      }),
    )
  })

  test('it is laid out as JSON.stringify lays out the sorted value', () => {
    const key = fc.string().filter((text) => !/^\d+$/.test(text) && text !== '__proto__')
    const flat = fc.dictionary(key, fc.oneof(fc.integer(), fc.string(), fc.array(fc.boolean())))
    fc.assert(
      fc.property(flat, (value) => {
        const sorted = Object.entries(value).sort(([left], [right]) => compareText(left, right))
        const expected = JSON.stringify(Object.fromEntries(sorted), null, 2)
        expect(canonicalJson(value)).toBe(`${expected}\n`)
      }),
    )
  })
})
