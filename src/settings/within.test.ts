import { expect, test } from 'vitest'
import { within } from './within.ts'

test('a relative path is seen from its folder, an absolute one stays', () => {
  expect(within('.', 'migrations/auth/')).toBe('migrations/auth')
  expect(within('..', './migrations')).toBe('../migrations')
  expect(within('/srv/app', '../migrations')).toBe('/srv/migrations')
  expect(within('/srv/app', '/migrations')).toBe('/migrations')
  expect(within('app', '..')).toBe('.')
  expect(within('/', '.')).toBe('/')
})
