import { expect, test } from 'vitest'
import { unreadable } from './unreadable.ts'

// The tests may run as root, who may read everything, so the system's answer is given here.
test('a file that may not be read says so, with the way to see who may', () => {
  const error = unreadable('File "a.sql"', 'a.sql', 'EACCES')
  expect(error.message).toBe('File "a.sql" may not be read by this user.')
  expect(error.hint).toBe('See who may: ls -ld a.sql')
  expect(error.code).toBe('file-unreadable')
})
