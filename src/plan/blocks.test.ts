import { describe, expect, test } from 'vitest'
import { sql, type Sql } from '../sql/sql.ts'
import { blocksOf } from './blocks.ts'
import { planStep, statement, type PlanStep, type StatementMode } from './plan-step.ts'
import { goneKey } from './removals.ts'
import { rightsKey } from './steps/step-keys.ts'

const object = { kind: 'table', schema: 'public', name: 't' } as const

function step(text: Sql, facts: Partial<PlanStep> & { mode?: StatementMode } = {}): PlanStep {
  const { mode = 'together', ...rest } = facts
  return planStep({ rank: 'prepare', object, statements: [statement(text, { mode })], ...rest })
}

/** The statements of each block; in braces where they are a transaction. */
function shown(steps: readonly PlanStep[], largest?: number): readonly string[] {
  return blocksOf(steps, largest).map(({ transaction, statements }) => {
    const texts = statements.map((placed) => String(placed.statement.sql)).join(' ')
    return transaction ? `{${texts}}` : texts
  })
}

describe('blocksOf', () => {
  test('what can go together goes into one transaction', () => {
    expect(shown([step(sql`a`), step(sql`b`), step(sql`c`)])).toEqual(['{a b c}'])
    expect(shown([])).toEqual([])
  })

  test('what goes apart has a transaction of its own', () => {
    const steps = [step(sql`a`), step(sql`b`, { mode: 'apart' }), step(sql`c`), step(sql`d`)]
    expect(shown(steps)).toEqual(['{a}', '{b}', '{c d}'])
    const apart = [step(sql`a`, { mode: 'apart' }), step(sql`b`, { mode: 'apart' })]
    expect(shown(apart)).toEqual(['{a}', '{b}'])
  })

  test('what goes alone has no transaction, and several of them share a block', () => {
    const alone = (text: Sql): PlanStep => step(text, { mode: 'alone' })
    const steps = [step(sql`a`), alone(sql`b`), alone(sql`c`), step(sql`d`)]
    expect(shown(steps)).toEqual(['{a}', 'b c', '{d}'])
  })

  test('a transaction has no more statements than it may have', () => {
    const steps = [sql`a`, sql`b`, sql`c`, sql`d`, sql`e`].map((text) => step(text))
    expect(shown(steps, 2)).toEqual(['{a b}', '{c d}', '{e}'])
    const many = Array.from({ length: 501 }, () => step(sql`a`))
    expect(blocksOf(many).map(({ statements }) => statements.length)).toEqual([500, 1])
  })

  test('no transaction ends while something is away that comes back', () => {
    const steps = [
      step(sql`before`),
      step(sql`drop`, { makes: [goneKey('view')] }),
      step(sql`alter`),
      step(sql`change`),
      step(sql`create`, { makes: ['view'] }),
      step(sql`after`),
    ]
    expect(shown(steps, 2)).toEqual(['{before drop alter change create}', '{after}'])
  })

  test('nor while something is back without its owner and its privileges', () => {
    const steps = [
      step(sql`drop`, { makes: [goneKey('view')] }),
      step(sql`create`, { makes: ['view'] }),
      step(sql`other`),
      step(sql`grant`, { makes: [rightsKey('view')] }),
      step(sql`after`),
    ]
    expect(shown(steps, 2)).toEqual(['{drop create other grant}', '{after}'])
  })

  test('what is dropped for good is nothing to wait for', () => {
    const steps = [
      step(sql`drop`, { makes: [goneKey('view')] }),
      step(sql`a`),
      step(sql`b`),
      step(sql`c`),
    ]
    expect(shown(steps, 2)).toEqual(['{drop a}', '{b c}'])
  })

  test('bodies of functions are not looked into, in the transactions that make some', () => {
    const make = sql`create or replace function f() returns int language sql as 'select 1'`
    const steps = [step(sql`a`), step(make), step(sql`b`, { mode: 'apart' })]
    const [first, second] = shown(steps)
    expect(first).toBe(`{set local check_function_bodies = off a ${make}}`)
    expect(second).toBe('{b}')
    expect(shown([step(sql`create procedure p() language sql as ''`)])[0]).toMatch(/^\{set local/)
    expect(shown([step(sql`comment on function f() is 'x'`)])[0]).not.toContain('set local')
  })
})
