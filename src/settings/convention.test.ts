import { describe, expect, test } from 'vitest'
import { findConvention } from './convention.ts'
import { failureOf } from './failure.testing.ts'
import { nodeFiles } from './node-files.ts'
import { temporaryFolder } from './temporary-folder.testing.ts'

describe('findConvention', () => {
  test('each folder below migrations that has SQL in it is a database', async () => {
    const folder = await temporaryFolder({
      'migrations/specs/001_a.sql': '',
      'migrations/auth/001_a.sql': '',
      'migrations/empty/README.md': '',
      'migrations/.trash/001_a.sql': '',
    })
    expect(await findConvention(folder, nodeFiles)).toEqual({
      folder: 'migrations',
      migrations: new Map([
        ['auth', 'migrations/auth'],
        ['specs', 'migrations/specs'],
      ]),
    })
  })

  test.each(['migrations', 'db/migrations'] as const)('SQL in %s is one database', async (name) => {
    const folder = await temporaryFolder({ [`${name}/001_a.sql`]: '' })
    expect(await findConvention(folder, nodeFiles)).toEqual({
      folder: name,
      migrations: new Map([['main', name]]),
    })
  })

  test('no SQL, no convention', async () => {
    const folder = await temporaryFolder({ 'migrations/auth/': '', 'migrations/env.py': '' })
    expect(await findConvention(folder, nodeFiles)).toBeNull()
  })

  test.each([
    [
      { 'migrations/1.sql': '', 'migrations/auth/1.sql': '' },
      '"migrations/*.sql" and "migrations/auth"',
    ],
    [{ 'migrations/1.sql': '', 'db/migrations/1.sql': '' }, '"migrations" and "db/migrations"'],
  ])('%j leaves open what is meant', async (files, named) => {
    const folder = await temporaryFolder(files)
    const error = await failureOf(findConvention(folder, nodeFiles))
    expect(error.code).toBe('convention-ambiguous')
    expect(error.message).toContain(named)
  })
})
