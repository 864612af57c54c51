import { expect, test } from 'vitest'
import { documentedReference } from './documented-reference.ts'

test('the comment of Socrates names table, column and database', () => {
  const comment = 'Reference to users.id in socrates_auth (no FK - cross-db)'
  expect(documentedReference(comment)).toEqual({
    schema: null,
    table: 'users',
    column: 'id',
    database: 'socrates_auth',
  })
})

test('a schema may be named, and the sentence may go around it', () => {
  expect(
    documentedReference('The owner, a reference to public.users.id in the auth database.'),
  ).toEqual({ schema: 'public', table: 'users', column: 'id', database: 'auth' })
})

test.each([
  null,
  '',
  'Reference to users.id',
  'Reference to users in socrates_auth',
  'Reference to users.id in this database',
  'Preference to users.id in socrates_auth',
])('%o documents no other database', (comment) => {
  expect(documentedReference(comment)).toBeNull()
})
