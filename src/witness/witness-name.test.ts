import { describe, expect, test } from 'vitest'
import { formatWitness, parseWitness } from './witness-name.ts'

describe('parseWitness', () => {
  test.each([
    ['database:auth', { kind: 'database', database: 'auth' }],
    ['models:auth', { kind: 'models', database: 'auth' }],
    ['history:auth', { kind: 'history', database: 'auth', revision: null }],
    ['history:auth@007', { kind: 'history', database: 'auth', revision: '007' }],
    ['schema.sql', { kind: 'script', path: 'schema.sql' }],
    ['./sql', { kind: 'script', path: './sql' }],
    ['before.json', { kind: 'snapshot', path: 'before.json' }],
  ])('%s', (text, name) => {
    expect(parseWitness(text)).toEqual(name)
    expect(formatWitness(parseWitness(text))).toBe(text)
  })

  test('an address is never printed', () => {
    const name = parseWitness('postgresql://app:swordfish@localhost/x')
    expect(formatWitness(name)).toBe('server')
    expect(JSON.stringify(name)).not.toContain('swordfish')
  })

  test('a prefix that is none is refused', () => {
    expect(() => parseWitness('modles:auth')).toThrow('"modles:" is no kind of witness.')
  })
})
