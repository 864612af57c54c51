import { describe, expect, test } from 'vitest'
import { formatReference, type ObjectReference } from '../../catalogue/object-reference.ts'
import type { BlamedObject } from './blame.ts'
import { findBlamed } from './find-blamed.ts'

const column = (schema: string, relation: string, name: string): ObjectReference => ({
  kind: 'column',
  ...{ schema, relation, name },
})
const table = (schema: string, name: string): ObjectReference => ({ kind: 'table', schema, name })

const blame: readonly BlamedObject[] = [
  ...[table('public', 'users'), column('public', 'users', 'email'), table('public', 'Odd.name')],
  ...[table('app', 'users'), column('public', 'orders', 'email'), table('public', 'orders')],
  { kind: 'index', schema: 'public', relation: 'users', name: 'users_email' } as const,
  { kind: 'routine', schema: 'public', name: 'f', identityArguments: 'a integer' } as const,
  { kind: 'routine', schema: 'public', name: 'f', identityArguments: '' } as const,
  { kind: 'type', schema: 'public', name: 'mood' } as const,
]
  .map((object) => ({ object, isThere: true, deeds: [] }))
  .concat([
    { object: table('old', 'orders'), isThere: false, deeds: [] },
    { object: table('public', 'gone'), isThere: false, deeds: [] },
    { object: table('public', 'gone'), isThere: false, deeds: [] },
  ])

function found(text: string): readonly string[] {
  const { lives, parts } = findBlamed(blame, text)
  return [...lives, ...parts].map(({ object }) => formatReference(object))
}

describe('findBlamed', () => {
  test.each([
    ['public.users', 'table public.users'],
    ['users.email', 'column public.users.email'],
    ['public.users.email', 'column public.users.email'],
    ['users_email', 'index users_email on public.users'],
    ['"Odd.name"', 'table public.Odd.name'],
    ['mood', 'type public.mood'],
    ['f(a integer)', 'routine public.f(a integer)'],
    ['public.f()', 'routine public.f()'],
    ['orders', 'table public.orders'],
    ['old.orders', 'table old.orders'],
  ])('%s', (text, name) => {
    expect(found(text)[0]).toBe(name)
  })

  test('a table comes with its parts, and a name with all its lives', () => {
    expect(found('public.users')).toEqual([
      'table public.users',
      'column public.users.email',
      'index users_email on public.users',
    ])
    expect(found('gone')).toEqual(['table public.gone', 'table public.gone'])
  })

  test.each([
    ['users', 'ambiguous-object', /"public\.users" or "app\.users"/],
    ['email', 'ambiguous-object', /"public\.users\.email" or "public\.orders\.email"/],
    ['f', 'ambiguous-object', /routine public\.f\(a integer\)/],
    ['public.usres', 'unknown-object', /Did you mean "public\.users"/],
    ['users.emial', 'unknown-object', /Did you mean "users\.email"/],
    ['nothing_like_it', 'unknown-object', /<table>\.<column>/],
    ['', 'unknown-object', /<table>/],
  ])('"%s" is told with the way out', (text, code, hint) => {
    expect(() => found(text)).toThrow(
      expect.objectContaining({ code, hint: expect.stringMatching(hint) as string }) as Error,
    )
  })
})
