import { expect, test } from 'vitest'
import { holdsEveryValue } from './holds-every-value.ts'

test.each([
  ['bigint', 'integer', true],
  ['integer', 'bigint', false],
  ['text', 'character varying(6)', true],
  ['character varying', 'character varying(6)', true],
  ['character varying(9)', 'character varying(6)', true],
  ['character varying(6)', 'character varying(9)', false],
  ['character varying(6)', 'character varying', false],
  ['character varying(6)', 'text', false],
  ['character varying', 'text', true],
  ['uuid', 'uuid', true],
  ['uuid', 'character varying(36)', false],
])('%s holds every value of %s: %s', (type, of, held) => {
  expect(holdsEveryValue(type, of)).toBe(held)
})
