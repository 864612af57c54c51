import { expect, test } from 'vitest'
import { PostgresError } from './postgres-error.ts'
import type { Session } from './session.ts'
import { missingRole, roleHint, withRoles } from './shadow-roles.ts'

const noRole = (role: string): PostgresError =>
  new PostgresError({ code: '42704', message: `role "${role}" does not exist` })

function session(engine: Session['engine'], said: string[]): Session {
  return {
    engine,
    serverVersion: 180_000,
    run: (text) => {
      said.push(text)
      return Promise.resolve()
    },
    query: () => Promise.resolve([]),
    onNotice: () => undefined,
    close: () => Promise.resolve(),
  }
}

/** Work that lacks one role after the other. */
function lacking(...roles: readonly string[]): () => Promise<void> {
  let at = 0
  return () => {
    const role = roles[at++]
    return role === undefined ? Promise.resolve() : Promise.reject(noRole(role))
  }
}

test('the role is read from the message, whatever is in its name', () => {
  expect(missingRole(noRole('a "b" c'))).toBe('a "b" c')
  expect(
    missingRole(new PostgresError({ code: '42704', message: 'type "t" does not exist' })),
  ).toBe(null)
  expect(missingRole(new Error('role "a" does not exist'))).toBe(null)
})

test('roles are made one by one in what is ours, and the work is done again', async () => {
  const said: string[] = []
  await withRoles(session('embedded', said), lacking('a', 'b"c'))
  expect(said).toEqual(['create role a nologin', 'create role "b""c" nologin'])
})

test('a role that was made and is still not there is told, not made for ever', async () => {
  const said: string[] = []
  await expect(withRoles(session('embedded', said), lacking('a', 'a'))).rejects.toThrow('role "a"')
  expect(said).toHaveLength(1)
})

test('no role is made on a server', async () => {
  const said: string[] = []
  await expect(withRoles(session('server', said), lacking('a'))).rejects.toThrow('role "a"')
  expect(said).toEqual([])
})

test('in a transaction of the user the first error is told', async () => {
  const failed = new PostgresError({ code: '25P02', message: 'current transaction is aborted' })
  const errors = [noRole('a'), failed]
  const work = (): Promise<void> => Promise.reject(errors.shift() ?? new Error('no more'))
  await expect(withRoles(session('embedded', []), work)).rejects.toThrow('role "a"')
})

test('the hint can be copied', () => {
  expect(roleHint('a"b')).toBe('Make it on the server of the shadow: create role "a""b" nologin;')
})
