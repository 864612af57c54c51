import { format, inspect } from 'node:util'
import { expect, test } from 'vitest'
import { Secret } from './secret.ts'

const secret = new Secret('postgres://app:hunter2@db/app')

test('it is given out by name only', () => {
  expect(secret.reveal()).toBe('postgres://app:hunter2@db/app')
})

test('however it is printed, it is not shown', () => {
  const printed = [
    secret.toString(),
    JSON.stringify({ secret }),
    inspect(secret, { showHidden: true, depth: null, getters: true }),
    inspect(new Error('failed', { cause: { secret } })),
    ...['%s', '%o', '%O', '%j', '%d'].map((placeholder) => format(placeholder, secret)),
    Object.entries(Object.assign({}, secret)).join(),
    Object.getOwnPropertyNames(secret).join(),
    JSON.stringify(structuredClone({ secret })),
  ]
  for (const text of printed) expect(text).not.toMatch(/hunter2|app/)
  expect(String(secret)).toBe('[secret]')
  expect(JSON.stringify({ secret })).toBe('{"secret":"[secret]"}')
})
