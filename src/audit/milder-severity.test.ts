import { expect, test } from 'vitest'
import type { AttributeName, Variant } from '../compare/attribute.ts'
import type { AttributeValue } from '../compare/attribute-value.ts'
import type { Said, Verdict } from '../compare/verdict.ts'
import { milderSeverity } from './milder-severity.ts'

const value = (one: AttributeValue): Said => ({ kind: 'value', value: one, at: null })

function verdict(
  attribute: AttributeName | null,
  [code, made]: readonly [Said, Said],
  variant: Variant = 'column',
): Verdict {
  const object = { kind: 'column', schema: 'public', relation: 'users', name: 'email' } as const
  const said = { code, history: made, database: made }
  return { kind: 'code-alone', object, variant, attribute, said }
}

test.each([
  ['nullable', false, true, 'warning'],
  ['nullable', true, false, null],
  ['type', 'character varying(6)', 'text', 'warning'],
  ['type', 'character varying(18)', 'character varying(9)', null],
  ['type', 'integer', 'bigint', 'warning'],
  ['type', 'bigint', 'integer', null],
  ['type', 'integer', 'numeric', null],
  ['type', 'character varying(36)', 'uuid', null],
  ['default', '1', '2', null],
] as const)('%s %s in the models, %s made: %s', (...[attribute, code, made, severity]) => {
  expect(milderSeverity(verdict(attribute, [value(code), value(made)]))).toBe(severity)
})

test('another order of the same labels breaks nothing that writes; a missing label does', () => {
  const labels = (code: readonly string[], made: readonly string[]): Verdict =>
    verdict('labels', [value([...code]), value([...made])], 'enum')
  expect(milderSeverity(labels(['a', 'b'], ['b', 'a']))).toBe('warning')
  expect(milderSeverity(labels(['a', 'b'], ['a']))).toBeNull()
})

test('models need not know of checks; a database without one is another matter', () => {
  const check = verdict(null, [{ kind: 'absent' }, value(1)], 'check')
  expect(milderSeverity(check)).toBe('warning')
  expect(milderSeverity({ ...check, kind: 'database-alone' })).toBeNull()
  expect(
    milderSeverity({
      ...check,
      kind: 'disputed',
      said: { ...check.said, code: { kind: 'silent' } },
    }),
  ).toBeNull()
})
