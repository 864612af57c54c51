import { emptyCatalogue } from '../catalogue/empty-catalogue.ts'
import { expect, test } from 'vitest'
import type { ObjectRights } from '../catalogue/object-rights.ts'
import { leftRights } from './left-rights.ts'

const object = { kind: 'view', schema: 'public', name: 'v' } as const

const rights = (rest: Partial<ObjectRights>): ObjectRights => ({
  object,
  owner: null,
  granted: [],
  revoked: [],
  ...rest,
})

const select = (name: string, grantable = false): ObjectRights['granted'][number] => ({
  grantee: { kind: 'role', name },
  privilege: 'SELECT',
  grantable,
})

const left = (
  expected: readonly ObjectRights[],
  actual: readonly ObjectRights[],
): readonly string[] =>
  leftRights({
    expected,
    actual: { objects: actual, defaults: [] },
    catalogue: emptyCatalogue,
    self: 'postgres',
  })

test('what is as it was is not told', () => {
  const both = [rights({ owner: 'o', granted: [select('r')] })]
  expect(left(both, both)).toEqual([])
})

test.each([
  ['a lost grant', [rights({ granted: [select('r')] })], []],
  [
    'a lost grant option',
    [rights({ granted: [select('r', true)] })],
    [rights({ granted: [select('r')] })],
  ],
  ['a lost owner', [rights({ owner: 'o' })], []],
  ['a lost revocation', [rights({ revoked: [select('r')] })], []],
  ['a grant too many', [], [rights({ granted: [select('r')] })]],
  ['another role', [rights({ granted: [select('r')] })], [rights({ granted: [select('s')] })]],
])('%s is told', (_title, expected, actual) => {
  expect(left(expected, actual)).toEqual([
    expect.stringMatching(/^view public\.v: .* in the result, /),
  ])
})

test('a role that is also the one of the shadow is the owner there', () => {
  expect(left([rights({ owner: 'postgres' })], [])).toEqual([])
  expect(left([rights({ granted: [select('postgres')] })], [])).toEqual([])
  const one = rights({ granted: [select('postgres'), select('r')] })
  expect(left([one], [])).toHaveLength(1)
})

test('where somebody else is the owner, the role of the shadow is one like others', () => {
  expect(
    left([rights({ owner: 'o', granted: [select('postgres')] })], [rights({ owner: 'o' })]),
  ).toHaveLength(1)
})
