import { expect, test } from 'vitest'
import { formatFault, settingsError } from './fault.ts'

test('a fault is told after the path that leads to it', () => {
  const message = 'is missing'
  expect(formatFault({ path: ['databases', 'a-b', 'after', 0], message })).toBe(
    'databases.a-b.after[0]: is missing',
  )
  expect(formatFault({ path: ['databases', 'my db'], message })).toBe(
    'databases["my db"]: is missing',
  )
  expect(formatFault({ path: [], message })).toBe('settings: is missing')
})

test('faults are told once each, in order', () => {
  const fault = (key: string): { path: string[]; message: string } => ({
    path: [key],
    message: 'x',
  })
  const error = settingsError('elenchus.config.ts', [fault('b'), fault('a'), fault('b')])
  expect(error.details).toEqual(['a: x', 'b: x'])
  expect(error.message).toBe('Settings file "elenchus.config.ts" has 2 faults.')
  expect(settingsError('x.json', [fault('a')]).message).toBe('Settings file "x.json" has a fault.')
})
