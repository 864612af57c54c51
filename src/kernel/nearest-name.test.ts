import { describe, expect, test } from 'vitest'
import { nearestName, suggestion } from './nearest-name.ts'

const keys = ['url', 'migrations', 'after', 'statementTimeout', 'lockTimeout']

describe('nearestName', () => {
  test.each([
    ['URL', 'url'],
    ['ulr', 'url'],
    ['uri', 'url'],
    ['migration', 'migrations'],
    ['statment_timeout', 'statementTimeout'],
    ['locktimeout', 'lockTimeout'],
    ['password', null],
    ['', null],
  ])('%j means %j', (name, meant) => {
    expect(nearestName(name, keys)).toBe(meant)
  })

  test('of two that are as near the first is meant', () => {
    expect(nearestName('b', ['a', 'c'])).toBe('a')
  })
})

test('a suggestion is a question, or nothing', () => {
  expect(suggestion('afer', keys)).toBe('; did you mean "after"?')
  expect(suggestion('unrelated', keys)).toBe('')
})
