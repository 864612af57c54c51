import { expect, test } from 'vitest'
import { buildApplication } from './build-application.ts'
import { givenDatabases, withGivenDatabases } from './given-databases.ts'

const application = buildApplication(
  { root: '.', origin: { kind: 'none' } },
  { databases: { auth: { url: 'postgresql://h/other' }, specs: {} } },
)

test('a given address comes before that of the settings', () => {
  const given = givenDatabases(['auth=postgresql+asyncpg://u:hidden@h/d'])
  const [auth, specs] = withGivenDatabases(application, given).databases
  expect(auth?.engine.kind === 'server' && auth.engine.url.reveal()).toBe(
    'postgresql://u:hidden@h/d',
  )
  expect(specs).toEqual(application.databases[1])
})

test('a database that is not there is refused', () => {
  const given = givenDatabases(['auht=postgresql://u:hidden@h/d'])
  expect(() => withGivenDatabases(application, given)).toThrow(
    'There is no database "auht"; did you mean "auth"?',
  )
})

test.each(['postgresql://u:hidden@h/d', 'auth', 'auth=mysql://u:hidden@h/d', 'auth=', '=hidden'])(
  '%j is refused without a word of the address',
  (text) => {
    expect(() => givenDatabases([text])).toThrow(/^(?!.*hidden)/)
  },
)
