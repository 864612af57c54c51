import { describe, expect, test } from 'vitest'
import type { Privilege } from '../../catalogue/object-rights.ts'
import { changeOwner, grant, revoke, revokeAll, type RightsSubject } from './rights.ts'

const may = (privilege: string, name: string | null, grantable = false): Privilege => ({
  grantee: name === null ? { kind: 'public' } : { kind: 'role', name },
  privilege,
  grantable,
})

const view = { kind: 'view', schema: 'public', name: 'v' } as const
const routine = {
  kind: 'routine',
  schema: 'public',
  name: 'F',
  identityArguments: 'a integer',
} as const

describe('grant', () => {
  test('says what one role may do in one statement, and what it may pass on in another', () => {
    const all = [may('SELECT', 'r'), may('UPDATE', 'r'), may('DELETE', 'r', true)]
    expect(grant(view, all)).toEqual([
      'grant select, update on table public.v to r',
      'grant delete on table public.v to r with grant option',
    ])
  })

  test('quotes roles, but not everybody', () => {
    expect(grant(view, [may('SELECT', 'a"b'), may('SELECT', null), may('SELECT', 'user')])).toEqual(
      [
        'grant select on table public.v to "a""b"',
        'grant select on table public.v to public',
        'grant select on table public.v to "user"',
      ],
    )
  })

  test('names a column behind every privilege', () => {
    const column = { kind: 'column', schema: 'public', relation: 't', name: 'A' } as const
    expect(grant(column, [may('SELECT', 'r'), may('UPDATE', 'r')])).toEqual([
      'grant select ("A"), update ("A") on table public.t to r',
    ])
  })

  test.each([
    ['integer', 'integer'],
    ['', ''],
    ['double precision ORDER BY anyelement', 'double precision, anyelement'],
    ['ORDER BY anyelement', 'anyelement'],
    ['VARIADIC "any" ORDER BY VARIADIC "any"', 'VARIADIC "any"'],
  ])('takes the aggregate of (%s) for a routine of (%s)', (identityArguments, flat) => {
    const aggregate = { ...routine, kind: 'aggregate', identityArguments } as const
    expect(grant(aggregate, [may('EXECUTE', 'r')])).toEqual([
      `grant execute on routine public."F"(${flat}) to r`,
    ])
  })

  test('refuses a privilege that it does not know', () => {
    expect(() => grant(view, [may('FLY', 'r')])).toThrow('privilege "FLY" is not known')
  })
})

test('revoke takes away from everybody, and from whoever runs it', () => {
  const own: Privilege = { grantee: { kind: 'owner' }, privilege: 'INSERT', grantable: false }
  expect(revoke(view, [own, may('SELECT', null)])).toEqual([
    'revoke insert on table public.v from current_user',
    'revoke select on table public.v from public',
  ])
})

test('all is taken away at once', () => {
  const grantees = [{ kind: 'public' }, { kind: 'role', name: 'r' }] as const
  expect(revokeAll(routine, grantees)).toEqual([
    'revoke all on routine public."F"(a integer) from public, r',
  ])
  expect(revokeAll(routine, [])).toEqual([])
})

describe('changeOwner', () => {
  const named = { schema: 'public', name: 'x' } as const
  test.each<[RightsSubject, string | null]>([
    [{ kind: 'table', ...named }, 'alter table public.x owner to o'],
    [{ kind: 'view', ...named }, 'alter view public.x owner to o'],
    [{ kind: 'materialized-view', ...named }, 'alter materialized view public.x owner to o'],
    [{ kind: 'sequence', ...named }, 'alter sequence public.x owner to o'],
    [{ kind: 'type', ...named }, 'alter type public.x owner to o'],
    [{ kind: 'statistics', ...named }, 'alter statistics public.x owner to o'],
    [routine, 'alter routine public."F"(a integer) owner to o'],
    [
      { ...routine, kind: 'aggregate', identityArguments: '' },
      'alter aggregate public."F"(*) owner to o',
    ],
    [{ kind: 'column', ...named, relation: 't' }, null],
  ])('of %o', (subject, expected) => {
    expect(changeOwner(subject, 'o')).toBe(expected)
  })
})
