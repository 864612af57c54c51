import { relative } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Application } from './application.ts'
import { failureOf } from './failure.testing.ts'
import { loadSettings } from './load-settings.ts'
import { temporaryFolder } from './temporary-folder.testing.ts'

const timeouts = { lock: 3000, lockRetries: 10, statement: null, connect: 10_000, wait: 60_000 }

/** The application of a folder with this `elenchus.config.json`. */
async function loadJson(settings: unknown): Promise<Application> {
  const directory = await temporaryFolder({ 'elenchus.config.json': JSON.stringify(settings) })
  return await loadSettings({ directory })
}

describe('loadSettings from a file', () => {
  test('databases come sorted, with defaults and paths from the settings file', async () => {
    const directory = await temporaryFolder({
      'sub/': '',
      'elenchus.config.json': JSON.stringify({
        databases: {
          specs: { migrations: 'migrations/specs', after: ['auth'], lockTimeout: '1s' },
          auth: {
            url: 'postgresql://app:hunter2@db/auth',
            migrations: './migrations/auth/',
            tls: { mode: 'verify-full', ca: 'certificates/ca.pem' },
          },
        },
        timeouts: { statement: '5min' },
      }),
    })
    const application = await loadSettings({ directory: `${directory}/sub` })
    expect(application).toEqual({
      root: directory,
      origin: { kind: 'file', file: `${directory}/elenchus.config.json` },
      stateFolder: `${directory}/.elenchus`,
      shadow: { kind: 'embedded' },
      timeouts: { ...timeouts, statement: 300_000 },
      models: [],
      references: [],
      standards: null,
      audit: { rules: {}, ignore: [], ratchet: `${directory}/elenchus.ratchet.json` },
      databases: [
        {
          name: 'auth',
          engine: {
            kind: 'server',
            url: expect.anything() as unknown,
            tls: {
              mode: 'verify-full',
              ca: `${directory}/certificates/ca.pem`,
              certificate: null,
              key: null,
              serverName: null,
            },
          },
          migrations: { kind: 'sql', folder: `${directory}/migrations/auth` },
          after: [],
          timeouts: { ...timeouts, statement: 300_000 },
        },
        {
          name: 'specs',
          engine: { kind: 'embedded', folder: `${directory}/.elenchus/specs` },
          migrations: { kind: 'sql', folder: `${directory}/migrations/specs` },
          after: ['auth'],
          timeouts: { ...timeouts, statement: 300_000, lock: 1000 },
        },
      ],
    })
    expect(JSON.stringify(application)).not.toContain('hunter2')
    const [auth] = application.databases
    expect(auth?.engine.kind === 'server' && auth.engine.url.reveal()).toContain('hunter2')
  })

  test('a relative directory gives relative paths', async () => {
    const folder = await temporaryFolder({
      'elenchus.config.json': '{"databases": {"main": {"migrations": "migrations"}}}',
    })
    const directory = relative(process.cwd(), folder)
    const application = await loadSettings({ directory, file: './elenchus.config.json' })
    expect(application.root).toBe(directory)
    expect(application.databases[0]?.migrations).toEqual({
      kind: 'sql',
      folder: `${directory}/migrations`,
    })
  })

  test('a shadow may have a server, and null lifts the limit of the application', async () => {
    const application = await loadJson({
      databases: { main: { migrations: 'm', statementTimeout: null } },
      shadow: { url: 'postgresql://trials/postgres', tls: { mode: 'require' } },
      timeouts: { statement: 5 },
    })
    expect(application.shadow).toMatchObject({ kind: 'server', tls: { mode: 'require' } })
    expect(application.databases[0]?.timeouts.statement).toBeNull()
  })

  test('a database that names no folder has the usual one, which no other may take', async () => {
    const application = await loadJson({ databases: { auth: {} } })
    expect(application.databases[0]?.migrations).toEqual({
      kind: 'sql',
      folder: `${application.root}/migrations/auth`,
    })
    const failure = await failureOf(
      loadJson({ databases: { auth: {}, b: { migrations: './migrations/auth' } } }),
    )
    expect(failure.details).toEqual(['databases.b.migrations: is the folder of "auth" too'])
  })

  test('several databases may share an Alembic configuration, each with a branch of its own', async () => {
    const { databases, root } = await loadJson({
      databases: {
        auth: { migrations: { alembic: './backend/alembic.ini', target: 'auth@head' } },
        specs: { migrations: { alembic: 'backend/alembic.ini', section: 'alembic' } },
        more: { migrations: { alembic: 'backend', section: 'more', target: 'heads' } },
      },
    })
    const config = `${root}/backend/alembic.ini`
    expect(databases.map(({ migrations }) => migrations)).toEqual([
      { kind: 'alembic', config, section: null, target: 'auth@head' },
      { kind: 'alembic', config: `${root}/backend`, section: 'more', target: null },
      { kind: 'alembic', config, section: null, target: null },
    ])
  })

  test('all faults are told together', async () => {
    const failure = await failureOf(
      loadJson({
        databases: {
          auth: { url: '', migration: 'm', after: ['specs'] },
          specs: { migrations: 'm', after: ['auth', 'auht'], lockTimeout: '3' },
          Specs: { migrations: 'm', url: 'postgres://db/x' },
        },
        shadow: { url: 'postgres://user@db/x' },
        model: [],
      }),
    )
    expect(failure.code).toBe('settings')
    expect(failure.message).toMatch(/^Settings file ".*elenchus\.config\.json" has 9 faults\.$/)
    expect(failure.at?.file).toMatch(/elenchus\.config\.json$/)
    expect(failure.details).toEqual([
      'databases.auth.after: goes in a circle: "auth" after "specs" after "auth"',
      'databases.auth.migration: is not a known key; did you mean "migrations"?',
      'databases.auth.url: is empty; the environment variable it comes from is probably set but empty',
      'databases.specs.after: "auht" is not a database here; did you mean "auth"?',
      'databases.specs.lockTimeout: is "3" without a unit; write "3ms" or "3s"',
      'databases.specs.migrations: is the folder of "Specs" too',
      'databases.specs: differs from "Specs" only by case; their data folders would be one',
      'model: is not a known key; did you mean "models"?',
      'shadow.url: is the database "Specs"; name another one, such as "postgres" on a server for trials',
    ])
  })

  test('a file that is named and not there is an error', async () => {
    const directory = await temporaryFolder({ 'elenchus.config.json': '{}' })
    const failure = await failureOf(loadSettings({ directory, file: 'other.json' }))
    expect(failure.code).toBe('settings-missing')
    expect(failure.message).toBe(`Settings file "${directory}/other.json" does not exist.`)
  })

  test('a file of an unknown kind is not run', async () => {
    const directory = await temporaryFolder({ 'settings.yaml': '' })
    const failure = await failureOf(loadSettings({ directory, file: 'settings.yaml' }))
    expect(failure.hint).toContain('.ts, .mts, .js, .mjs, .cjs, .json')
  })

  test('broken JSON shows no password', async () => {
    const directory = await temporaryFolder({
      'elenchus.config.json': '{"databases": {"a": {"url": "postgres://a:hunter2@db/a" "b"}}}',
    })
    const failure = await failureOf(loadSettings({ directory }))
    expect(failure.excerpt).toContain('postgres://')
    expect(failure.excerpt).not.toContain('hunter2')
  })

  test('broken JSON is shown where it breaks', async () => {
    const directory = await temporaryFolder({
      'elenchus.config.json': '{\n  "databases": {\n    "auth": { "migrations": "m" },\n  }\n}\n',
    })
    const failure = await failureOf(loadSettings({ directory }))
    expect(failure.code).toBe('settings-syntax')
    expect(failure.at).toMatchObject({ line: 4, column: 3 })
    expect(failure.details).toEqual(['Expected a key in double quotes, found "}".'])
    expect(failure.excerpt).toContain('> 4 |   }\n    |   ^')
  })
})

describe('loadSettings without a file', () => {
  test('databases are known by their folders and embedded', async () => {
    const directory = await temporaryFolder({
      'migrations/specs/1.sql': '',
      'migrations/auth/1.sql': '',
    })
    const application = await loadSettings({ directory })
    expect(application.origin).toEqual({ kind: 'convention', folder: 'migrations' })
    expect(application.root).toBe(directory)
    expect(application.databases).toEqual(
      ['auth', 'specs'].map((name) => ({
        name,
        engine: { kind: 'embedded', folder: `${directory}/.elenchus/${name}` },
        migrations: { kind: 'sql', folder: `${directory}/migrations/${name}` },
        after: [],
        timeouts,
      })),
    )
  })

  test("dbmate's folder is one database", async () => {
    const directory = await temporaryFolder({ 'db/migrations/1.sql': '' })
    const application = await loadSettings({ directory })
    expect(application.origin).toEqual({ kind: 'convention', folder: 'db/migrations' })
    expect(application.databases).toMatchObject([
      { name: 'main', migrations: { kind: 'sql', folder: `${directory}/db/migrations` } },
    ])
  })

  test('a folder whose name is no name of a database is an error', async () => {
    const directory = await temporaryFolder({ 'migrations/2024/1.sql': '' })
    const failure = await failureOf(loadSettings({ directory }))
    expect(failure.message).toContain('cannot be databases as they are named.')
    expect(failure.details).toEqual([
      'databases.2024: a name has only a-z, 0-9, _ and -, and begins with a letter',
    ])
  })

  test('where there is nothing, init is the way to begin', async () => {
    const directory = await temporaryFolder()
    const failure = await failureOf(loadSettings({ directory }))
    expect(failure.code).toBe('no-application')
    expect(failure.hint).toContain('elenchus init')
  })
})
