import { describe, expect, expectTypeOf, test } from 'vitest'
import { checkSettings, type CheckedSettings } from './check-settings.ts'
import { defineApplication } from './define-application.ts'
import { formatFault } from './fault.ts'
import type { SettingsInput } from './settings-input.ts'

function faults(settings: unknown): readonly string[] {
  const checked = checkSettings(settings)
  return checked.kind === 'good' ? [] : checked.faults.map(formatFault)
}

const everything: SettingsInput = defineApplication({
  databases: {
    auth: {
      url: 'postgresql://localhost/auth',
      migrations: 'migrations/auth',
      after: [],
      tls: { mode: 'verify-full', ca: 'a', certificate: 'b', key: 'c', serverName: 'd' },
      statementTimeout: '5min',
      lockTimeout: 250,
    },
    specs: { url: undefined, migrations: 'm', statementTimeout: null },
  },
  models: [{ reader: 'sqlalchemy', root: 'backend', files: ['app/*.py'], database: 'auth' }],
  shadow: { url: 'postgresql://localhost/postgres', tls: { mode: 'disable' } },
  timeouts: { lock: '2s', lockRetries: 0, statement: null, connect: '1s', wait: '1min' },
})

describe('checkSettings', () => {
  test('every key that the types know is known here, and durations become milliseconds', () => {
    const checked = checkSettings(everything)
    expect(checked).toMatchObject({
      kind: 'good',
      settings: {
        databases: { auth: { statementTimeout: 300_000, lockTimeout: 250 }, specs: {} },
        timeouts: { lock: 2000, lockRetries: 0, statement: null, connect: 1000, wait: 60_000 },
      },
    })
    expectTypeOf<CheckedSettings>().toExtend<SettingsInput>()
  })

  test.each([
    [undefined, 'settings: is missing; give an object'],
    [() => ({}), 'settings: is a function; give an object'],
    [Promise.resolve({}), 'settings: is a promise; write await before it'],
    [{}, 'databases: is missing; give an object with the databases by name'],
    [{ databases: [] }, 'databases: is a list; give an object with the databases by name'],
    [{ databases: { a: 'x' } }, 'databases.a: is another text; give an object'],
  ])('%o is refused', (settings, message) => {
    expect(faults(settings)).toEqual([message])
  })

  test.each([
    [{ migrations: null }, 'migrations: is null; give the folder of the migrations'],
    [{ migrations: '' }, 'migrations: is empty; give the folder'],
    [{ migrations: 3 }, 'migrations: is a number; give the folder'],
    [{ after: 'auth' }, "after: is another text; give a list of databases, such as ['auth']"],
    [{ after: [null] }, 'after[0]: is null; give the name of a database'],
    [{ url: null }, 'url: is null; give a text such as "postgresql://host/database"'],
    [{ url: '' }, 'url: is empty; the environment variable it comes from is probably set but'],
    [
      { tls: { mode: 'on' } },
      'tls.mode: is another text; give disable, prefer, require, verify-ca or',
    ],
    [{ tls: {} }, 'tls.mode: is missing; give disable, prefer,'],
    [{ tls: { mode: 'require', key: 'k' } }, 'tls: needs both "certificate" and "key"'],
    [{ lockTimeout: '3m' }, 'lockTimeout: is "3m", which may mean minutes; write "3min"'],
    [{ lockTimeout: null }, 'lockTimeout: is not a length of time; write one like "3s"'],
    [{ migration: 'm' }, 'migration: is not a known key; did you mean "migrations"?'],
    [
      { zzz: 1 },
      'zzz: is not a known key; known are url, migrations, after, tls, statementTimeout,',
    ],
  ])('of a database %j is refused', (given, message) => {
    const [fault, ...more] = faults({ databases: { a: { migrations: 'm', ...given } } })
    expect(fault).toContain(`databases.a.${message}`)
    expect(more).toEqual([])
  })

  test.each([
    [{ lockRetries: -1 }, 'timeouts.lockRetries: is less than 0'],
    [{ lockRetries: 1.5 }, 'timeouts.lockRetries: is a number; give a whole number'],
    [{ connect: null }, 'timeouts.connect: is not a length of time; write one like "3s"'],
    [{ statment: 1 }, 'timeouts.statment: is not a known key; did you mean "statement"?'],
  ])('timeouts %j are refused', (timeouts, message) => {
    expect(faults({ databases: {}, timeouts })).toEqual([message])
  })

  test('a password is in none of the faults', () => {
    const url = 'postgresql+psycopg://app:hunter2@db/app'
    const checked = checkSettings({ databases: { a: { url, migrations: 'm' } }, shadow: { url } })
    expect(checked.kind).toBe('faulty')
    expect(JSON.stringify(checked)).not.toContain('hunter2')
  })
})

test.each([
  [{ files: [] }, "models[0].reader: is missing; give 'sqlalchemy'"],
  [
    { reader: 'sqlalchemy', files: 'app' },
    'models[0].files: is another text; give a list of patterns',
  ],
  [{ reader: 'sqlalchemy', files: [''] }, 'models[0].files[0]: is empty'],
  [{ reader: 'sqlalchemy', files: [], folder: 'x' }, 'models[0].folder: is not a known key'],
])('models %o', (models, said) => {
  expect(faults({ databases: {}, models: [models] }).join(' ')).toContain(said)
})

describe('the migrations of Alembic', () => {
  test.each([
    { alembic: 'backend/alembic.ini' },
    { alembic: 'backend', section: 'auth', target: 'auth@head' },
    { alembic: 'pyproject.toml', target: 'heads' },
    { alembic: 'a', target: '1f0c9a' },
  ])('%o is taken as it is', (migrations) => {
    expect(checkSettings({ databases: { a: { migrations } } })).toMatchObject({
      settings: { databases: { a: { migrations } } },
    })
  })

  test.each([
    [{}, 'alembic: is missing; give the ini file of Alembic'],
    [{ alembic: '' }, 'alembic: is empty; give the ini file'],
    [
      { alembic: 'a', branch: 'x' },
      'branch: is not a known key; known are alembic, section, target',
    ],
    [{ alembic: 'a', target: '+1' }, 'target: is no target; give "heads"'],
    [{ alembic: 'a', target: 'a:b' }, 'target: is no target; give "heads"'],
    [{ alembic: 'a', target: 'auth@base' }, 'target: is where a history begins; give "heads"'],
  ])('%o is refused', (migrations, message) => {
    expect(faults({ databases: { a: { migrations } } })).toEqual([
      expect.stringContaining(`databases.a.migrations.${message}`),
    ])
  })
})
