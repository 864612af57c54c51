import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { testDatabase } from '../../tests/support/test-database.ts'
import { literal } from './literal.ts'
import { joinSql, sql } from './sql.ts'

const text = fc.oneof(
  fc.string({ unit: fc.constantFrom(...Array.from('a\'\\"$\n é😀;-')), maxLength: 12 }),
  fc.string({ unit: 'binary', maxLength: 12 }).filter((value) => !value.includes('\0')),
)

describe('literal', () => {
  test.each([14, 18] as const)(
    'PostgreSQL %i reads every text back, and quotes it the same',
    async (major) => {
      const database = await testDatabase(major)
      const texts = fc.sample(text, { numRuns: 2_000, seed: 1 })
      const list = joinSql(texts.map(literal), sql`, `)
      const from = `from unnest(array[${list}]) with ordinality u(t, n) order by n`
      const rows = await database.run(`select t, quote_literal(t) as quoted ${from}`)
      expect(rows.map(({ t }) => t)).toEqual(texts)
      expect(texts.map(literal)).toEqual(rows.map(({ quoted }) => quoted))
    },
  )

  test('a text is safe without standard_conforming_strings too', async () => {
    const database = await testDatabase(18)
    const texts = fc.sample(text, { numRuns: 500, seed: 2 })
    const list = joinSql(texts.map(literal), sql`, `)
    await database.run(`alter database ${database.name} set standard_conforming_strings = off`)
    const rows = await database.run(
      `select t from unnest(array[${list}]) with ordinality u(t, n) order by n`,
    )
    expect(rows.map(({ t }) => t)).toEqual(texts)
  })

  test('numbers come back as they were', async () => {
    const database = await testDatabase(18)
    const numbers = fc.sample(fc.double({ noNaN: true, noDefaultInfinity: true }), 500)
    const list = joinSql(numbers.map(literal), sql`, `)
    const rows = await database.run(
      `select x from unnest(array[${list}]::float8[]) with ordinality u(x, n) order by n`,
    )
    expect(rows.map(({ x }) => x)).toEqual(numbers.map((number) => (number === 0 ? 0 : number)))
  })

  test('null, true and false are words', () => {
    expect([literal(null), literal(true), literal(false)]).toEqual(['null', 'true', 'false'])
  })

  test('a zero byte is refused', () => {
    expect(() => literal('a\0')).toThrow('The text "a\\0" has a zero byte.')
  })

  test.each([NaN, Infinity])('%d is a fault of the program', (number) => {
    expect(() => literal(number)).toThrow(RangeError)
  })
})
