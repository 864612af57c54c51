import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { testDatabase } from '../../tests/support/test-database.ts'
import { identifier, qualified } from './identifier.ts'
import { literal } from './literal.ts'
import { joinSql, sql } from './sql.ts'

const majors = [14, 15, 16, 17, 18] as const

/** Names that look like SQL, and any other text without a zero byte. */
const name = fc.oneof(
  fc.string({
    unit: fc.constantFrom(...Array.from('aZ_0$"\'\\ .é😀-;')),
    minLength: 1,
    maxLength: 12,
  }),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 12 }).filter((text) => !text.includes('\0')),
)

describe('identifier', () => {
  test.each(majors)('PostgreSQL %i reads every quoted name back as it was', async (major) => {
    const database = await testDatabase(major)
    const words = await database.run('select word from pg_get_keywords() order by word')
    const samples = fc.sample(name, { numRuns: 1_000, seed: major })
    const names = [...words.map(({ word }) => String(word)), ...samples]
    // A row has at most 1,664 columns.
    for (let at = 0; at < names.length; at += 1_000) {
      const some = names.slice(at, at + 1_000)
      const columns = some.map((column) => sql`null as ${identifier(column)}`)
      const rows = await database.run(`select ${joinSql(columns, sql`, `)}`)
      expect(Object.keys(rows[0] ?? {}).sort()).toEqual([...new Set(some)].sort())
    }
  })

  test('PostgreSQL 18 would quote the same names', async () => {
    const database = await testDatabase(18)
    const words = await database.run('select word from pg_get_keywords() order by word')
    const names = [
      ...words.map(({ word }) => String(word)),
      ...fc.sample(name, { numRuns: 2_000, seed: 1 }),
    ]
    const list = joinSql(names.map(literal), sql`, `)
    const rows = await database.run(`select quote_ident(n) as quoted from unnest(array[${list}]) n`)
    expect(names.map(identifier)).toEqual(rows.map(({ quoted }) => quoted))
  })

  test('no major has a reserved word that is left bare', async () => {
    for (const major of majors) {
      const database = await testDatabase(major)
      const rows = await database.run(`select word from pg_get_keywords() where catcode <> 'U'`)
      const bare = rows.map(({ word }) => String(word)).filter((word) => identifier(word) === word)
      expect(bare).toEqual([])
    }
  })

  test.each(['', 'a\0b'])('%j is refused', (bad) => {
    expect(() => identifier(bad)).toThrow(
      expect.objectContaining({ name: 'UserError', code: 'unusable-name' }) as Error,
    )
  })

  test('qualified quotes each part on its own', () => {
    expect(qualified({ schema: 'public', name: 'Order' })).toBe('public."Order"')
    expect(qualified({ schema: 'a.b', name: 'select' })).toBe('"a.b"."select"')
  })
})
