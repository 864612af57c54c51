import { expect, test } from 'vitest'
import { globPattern } from './glob-pattern.ts'

test.each([
  ['app/models.py', 'app/models.py', true],
  ['app/*.py', 'app/models.py', true],
  ['app/*.py', 'app/models/user.py', false],
  ['app/**/*.py', 'app/models/deep/user.py', true],
  ['app/**/*.py', 'app/user.py', true],
  ['app/mode?s.py', 'app/models.py', true],
  ['a.p', 'axp', false],
])('%s and %s: %s', (glob, path, expected) => {
  expect(globPattern(glob).test(path)).toBe(expected)
})
