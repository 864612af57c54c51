import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { failureOf } from './failure.testing.ts'
import { initialise } from './initialise.ts'
import { loadSettings } from './load-settings.ts'
import { nodeFiles } from './node-files.ts'
import { temporaryFolder } from './temporary-folder.testing.ts'

describe('initialise', () => {
  test('what it writes is an application', async () => {
    const directory = await temporaryFolder()
    expect(await initialise({ directory, databases: ['specs', 'auth-log'] })).toEqual([
      'migrations/specs/.gitkeep',
      'migrations/auth-log/.gitkeep',
      '.gitignore',
      'elenchus.config.ts',
    ])
    expect(await readFile(join(directory, 'elenchus.config.ts'), 'utf8')).toBe(
      `import { defineApplication } from 'elenchus'

// A database whose variable is not set is embedded: it lives in .elenchus/<name>/ and needs no server.
export default defineApplication({
  databases: {
    specs: { url: process.env.DATABASE_URL_SPECS, migrations: 'migrations/specs' },
    'auth-log': { url: process.env.DATABASE_URL_AUTH_LOG, migrations: 'migrations/auth-log' },
  },
})
`,
    )
    expect(await loadSettings({ directory })).toMatchObject({
      databases: [
        { name: 'auth-log', engine: { kind: 'embedded' } },
        { name: 'specs', engine: { kind: 'embedded' } },
      ],
    })
  })

  test('without names it begins with main', async () => {
    const directory = await temporaryFolder()
    expect(await initialise({ directory, databases: [] })).toContain('migrations/main/.gitkeep')
  })

  test('without names it takes the databases whose migrations are there', async () => {
    const directory = await temporaryFolder({ 'db/migrations/1.sql': '' })
    expect(await initialise({ directory, databases: [] })).toEqual([
      '.gitignore',
      'elenchus.config.ts',
    ])
    expect(await nodeFiles.read(join(directory, 'elenchus.config.ts'))).toContain(
      `main: { url: process.env.DATABASE_URL, migrations: 'db/migrations' }`,
    )
  })

  test('an .env that is there is read by the settings', async () => {
    onTestFinished(() => {
      delete process.env['DATABASE_URL_ELENCHUS_A']
    })
    const directory = await temporaryFolder({ '.env': 'DATABASE_URL_ELENCHUS_A=postgres://db/a\n' })
    await initialise({ directory, databases: ['elenchus_a', 'elenchus_b'] })
    expect(await loadSettings({ directory })).toMatchObject({
      databases: [{ engine: { kind: 'server' } }, { engine: { kind: 'embedded' } }],
    })
  })

  test.each([
    ['node_modules', 'node_modules\n.elenchus/\n'],
    ['a\r\nb\r\n', 'a\r\nb\r\n.elenchus/\r\n'],
    ['', '.elenchus/\n'],
    ['/.elenchus\n', '/.elenchus\n'],
    ['x\n.elenchus/\n', 'x\n.elenchus/\n'],
    ['x/.elenchus/\n', 'x/.elenchus/\n.elenchus/\n'],
  ])('.gitignore %j becomes %j', async (before, after) => {
    const directory = await temporaryFolder({ '.gitignore': before })
    const written = await initialise({ directory, databases: [] })
    expect(await readFile(join(directory, '.gitignore'), 'utf8')).toBe(after)
    expect(written.includes('.gitignore')).toBe(before !== after)
  })

  test('a settings file of any kind is left alone, and nothing else is written', async () => {
    const directory = await temporaryFolder({ 'elenchus.config.mjs': 'mine' })
    const failure = await failureOf(initialise({ directory, databases: ['auth'] }))
    expect(failure.code).toBe('settings-exist')
    expect(await nodeFiles.list(directory)).toEqual(['.git', 'elenchus.config.mjs'])
  })

  test('names that cannot be used are refused before anything is written', async () => {
    const directory = await temporaryFolder()
    const failure = await failureOf(initialise({ directory, databases: ['../x', 'a', 'A'] }))
    expect(failure.details).toHaveLength(2)
    expect(await nodeFiles.list(directory)).toEqual(['.git'])
  })

  test('a folder with files in it gets none', async () => {
    const directory = await temporaryFolder({ 'migrations/auth/001_a.sql': '' })
    expect(await initialise({ directory, databases: ['auth'] })).not.toContain(
      'migrations/auth/.gitkeep',
    )
  })
})
