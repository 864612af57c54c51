import { describe, expect, test } from 'vitest'
import { databaseIdentity, urlFault } from './database-url.ts'

describe('urlFault', () => {
  test.each([
    'postgresql://localhost/app',
    'postgres://app:p%23w@db.example.com:6432/app?sslmode=require',
    'postgresql://app@[::1]:5433/app',
    'postgresql:///app?host=%2Fvar%2Frun%2Fpostgresql',
    'postgresql://app:a%40b@host/db?application_name=a@b',
  ])('%s is an address', (url) => {
    expect(urlFault(url)).toBeNull()
  })

  test.each([
    ['', /environment variable it comes from is probably set but empty/],
    ['  ', /is empty/],
    ['mysql://hunter2@host/db', /does not begin with "postgresql:\/\/"/],
    ['host=db user=app password=hunter2', /libpq's form key=value; write it as postgresql:\/\//],
    ['jdbc:postgresql://host/db?password=hunter2', /begins with "jdbc:"/],
    ['postgresql+asyncpg://a:hunter2@host/db', /take it out with \.replace\('\+asyncpg', ''\)/],
    ['postgresql://app:hunter2#x@host/db', /not a valid URL.*# as %23/],
    ['postgresql://app:1#hunter2@host/db', /cut at a special character/],
    ['postgresql://app:1?hunter2@host/db', /cut at a special character/],
    ['postgresql://app:1/hunter2@host/db', /cut at a special character/],
    ['postgresql://app:hunter2@host:port/db', /not a valid URL/],
    ['postgresql://app:hunter2%zz@host/db', /% of the password is written %25/],
  ])('%s is refused without being shown', (url, message) => {
    expect(urlFault(url)).toMatch(message)
    expect(urlFault(url)).not.toContain('hunter2')
  })
})

describe('databaseIdentity', () => {
  const identities = (...urls: readonly string[]): number =>
    new Set(urls.map(databaseIdentity)).size

  test('neither user nor password nor options nor the spelling make another database', () => {
    expect(
      identities(
        'postgresql://a:b@localhost:5432/app',
        'postgres://c@LOCALHOST/app?sslmode=disable',
        'postgres://127.0.0.1/app',
        'postgres:///app',
        'postgres://other:1/other?host=localhost&port=5432&dbname=app',
        'postgres://localhost/%61pp',
        'postgres://app@localhost',
      ),
    ).toBe(1)
  })

  test('host, port and database make another one each, and so does a socket', () => {
    expect(
      identities(
        'postgres://localhost/app',
        'postgres://db/app',
        'postgres://localhost:5433/app',
        'postgres://localhost/App',
        'postgres:///app?host=%2Frun%2Fpostgresql',
      ),
    ).toBe(5)
  })

  test('what is no address has none', () => {
    expect(databaseIdentity('')).toBeNull()
    expect(databaseIdentity('host=db')).toBeNull()
  })
})
