import { expect, test } from 'vitest'
import type { DeclaredTable } from '../models/declaration.ts'
import type { Models } from '../settings/application.ts'
import { ownershipOf } from './table-ownership.ts'

const entry: Models = {
  reader: 'sqlalchemy',
  root: '.',
  files: ['*.py'],
  metadata: null,
  tables: null,
  database: null,
  sharedBy: [],
}

function table(path: string): DeclaredTable {
  const [name = '', schema = null] = path.split('.').reverse()
  return {
    ...{ schema, name, at: { file: 'a.py', line: 1, column: 1 }, module: 'a', className: null },
    ...{ database: null, info: new Map(), columns: [], constraints: [], indexes: [] },
    ...{ sequences: [], comment: null, prefixes: [], suffixes: [], beforehand: [], afterwards: [] },
  }
}

const asked = (path: string, more: Partial<Models>): string =>
  ownershipOf(table(path), {
    entry: { ...entry, ...more },
    database: 'auth',
    names: ['auth', 'specs'],
  })

test.each([
  ['users', null, 'own'],
  ['users', ['users'], 'own'],
  ['users', ['public.u*'], 'own'],
  ['public.users', ['*'], 'own'],
  ['billing.users', ['*', 'users'], 'other'],
  ['billing.users', ['billing.*'], 'own'],
  ['a.users', ['billing.*'], 'other'],
])('%s is meant by %j: %s', (path, tables, answer) => {
  expect(asked(path, { tables, database: 'auth' })).toBe(answer)
})

test('what several databases share is shared, and what another has is not', () => {
  expect(asked('users', { sharedBy: ['auth', 'specs'] })).toBe('shared')
  expect(asked('users', { sharedBy: ['specs'] })).toBe('other')
  expect(asked('users', { database: 'specs' })).toBe('other')
})

test('a tie of the model itself goes before the entry', () => {
  const at = { file: 'a.py', line: 1, column: 1 }
  const tied = { ...table('users'), database: { database: 'auth', why: 'bind key', at } } as const
  const question = { entry: { ...entry, database: 'specs' }, names: ['auth', 'specs'] }
  expect(ownershipOf(tied, { ...question, database: 'auth' })).toBe('own')
  expect(ownershipOf(tied, { ...question, database: 'specs' })).toBe('other')
})
