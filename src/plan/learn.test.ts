import { describe, expect, test } from 'vitest'
import { referenceKey, type ObjectReference } from '../catalogue/object-reference.ts'
import { additionKey, learnedFrom } from './learn.ts'
import { planStep } from './plan-step.ts'
import { nothingLearned, type Learned } from './steps/planning.ts'

const column = { kind: 'column', schema: 'public', relation: 'users', name: 'id' } as const
const key = referenceKey(column)
const table = referenceKey({ kind: 'table', schema: 'public', name: 'users' })

describe('a refusal', () => {
  test('of a cast is followed by a try with an explicit one, then by way of text, then the column is made anew', () => {
    const first = afterRefusal(column, '42804', nothingLearned)
    expect(first?.casts.get(key)).toBe('explicit')
    const second = afterRefusal(column, '42846', first ?? nothingLearned)
    expect(second?.casts.get(key)).toBe('text')
    const third = afterRefusal(column, '42846', second ?? nothingLearned)
    expect(third?.refused.has(key)).toBe(true)
    expect(afterRefusal(column, '42846', third ?? nothingLearned)).toBeNull()
  })

  test('because other columns hold rows of the table lets these wait as text, once', () => {
    const lesson = afterRefusal(column, '0A000', nothingLearned)
    expect([...(lesson?.rows ?? [])]).toEqual([table])
    expect(afterRefusal(column, '0A000', lesson ?? nothingLearned)).toBeNull()
  })

  test('because a child has a not null of its own name lets nulls in meanwhile, once', () => {
    const lesson = afterRefusal(column, '55000', nothingLearned)
    expect([...(lesson?.nullsMeanwhile ?? [])]).toEqual([key])
    expect(afterRefusal(column, '55000', lesson ?? nothingLearned)).toBeNull()
  })

  test('of a default that cannot be computed lets it be set afterwards', () => {
    const step = planStep({
      rank: 'alter',
      object: column,
      statements: [],
      makes: [key, additionKey(key)],
    })
    expect([...(learnedFrom(step, '42704', nothingLearned)?.defaults ?? [])]).toEqual([key])
  })

  test('never makes a table anew, nor a column for any reason but its type', () => {
    const object = { kind: 'table', schema: 'public', name: 'users' } as const
    expect(afterRefusal(object, '42P16', nothingLearned)).toBeNull()
    expect(afterRefusal(column, '2BP01', nothingLearned)).toBeNull()
  })
})

function afterRefusal(object: ObjectReference, code: string, learned: Learned): Learned | null {
  return learnedFrom(planStep({ rank: 'alter', object, statements: [] }), code, learned)
}
