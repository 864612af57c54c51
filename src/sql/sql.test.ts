import { describe, expect, expectTypeOf, test } from 'vitest'
import { identifier } from './identifier.ts'
import { literal } from './literal.ts'
import { joinSql, sql, type Sql } from './sql.ts'

describe('sql', () => {
  test('puts checked parts into a fixed text', () => {
    const built = sql`alter index ${identifier('Old')} rename to ${identifier('new')}`
    expect(built).toBe('alter index "Old" rename to new')
  })

  test('takes no bare string, neither in a slot nor in a list', () => {
    expectTypeOf<Parameters<typeof sql>[1]>().toEqualTypeOf<Sql>()
    expectTypeOf<string>().not.toExtend<Parameters<typeof sql>[1]>()
    expectTypeOf<readonly string[]>().not.toExtend<Parameters<typeof joinSql>[0]>()
    expectTypeOf<string>().not.toExtend<Parameters<typeof joinSql>[1]>()
  })

  test('gives text that goes wherever text goes', () => {
    expectTypeOf<Sql>().toExtend<string>()
    expectTypeOf(sql`select 1`).toEqualTypeOf<Sql>()
  })

  test('keeps two minus signs apart, which would start a comment', () => {
    expect(sql`select a -${literal(-5)}`).toBe('select a - -5')
    expect(joinSql([literal(1), literal(-2)], sql`-`)).toBe('1- -2')
  })
})

describe('joinSql', () => {
  test('puts the separator between the parts', () => {
    expect(joinSql(['a', 'B'].map(identifier), sql`, `)).toBe('a, "B"')
  })

  test('of nothing is nothing', () => {
    expect(joinSql([], sql`, `)).toBe('')
  })
})
