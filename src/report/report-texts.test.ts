import { describe, expect, test } from 'vitest'
import { UserError } from '../kernel/user-error.ts'
import type { DatabaseRelease, Release } from '../run/release.ts'
import type { RevisionStatus, Status } from '../run/status.ts'
import { columns } from './columns.ts'
import { errorText } from './error-text.ts'
import { plainPaint } from './paint.ts'
import { counted, duration, serverVersion } from './quantities.ts'
import { releaseText } from './release-text.ts'
import { scriptText } from './script-text.ts'
import { stampedText } from './stamped-text.ts'
import { statusText } from './status-text.ts'

const part = (facts: Partial<DatabaseRelease>): DatabaseRelease => ({
  database: 'auth',
  done: [],
  skipped: [],
  failed: null,
  head: null,
  pending: [],
  ...facts,
})

const release = (facts: Partial<Release>): Release => ({
  kind: 'release',
  id: 'r',
  direction: 'up',
  databases: [],
  failure: null,
  ...facts,
})

describe('errorText', () => {
  test('sentence, place, source, facts and way out, in this order', () => {
    const error = new UserError('Migration "auth/001" failed: no.', {
      code: 'x',
      at: { file: 'a.sql', line: 3, column: 7 },
      excerpt: '> 3 | bad\n    | ^',
      details: ['Detail: why', 'SQLSTATE: 42601'],
      hint: 'Mend it.',
    })
    expect(errorText(error, plainPaint)).toBe(
      [
        'error: Migration "auth/001" failed: no.',
        '  at a.sql:3:7',
        '',
        '  > 3 | bad',
        '      | ^',
        '',
        '  Detail: why',
        '  SQLSTATE: 42601',
        'hint: Mend it.',
        '',
      ].join('\n'),
    )
  })

  test('a bare sentence is one line', () => {
    expect(errorText(new UserError('No.', { code: 'x' }), plainPaint)).toBe('error: No.\n')
  })
})

describe('releaseText', () => {
  test('says what was done, what was skipped and why, and what was said', () => {
    const done = [
      { revision: '001_a', milliseconds: 5, notices: [{ severity: 'NOTICE', message: 'hello' }] },
    ]
    const skipped = [{ revision: '002_b', reason: 'extension "x" is not available' }]
    const databases = [
      part({ done, skipped, head: '001_a', pending: ['002_b'] }),
      part({ database: 'specs' }),
    ]
    expect(releaseText(release({ databases }), plainPaint)).toBe(
      [
        'auth   1 applied, at 001_a, 1 pending',
        '  notice in 001_a: hello',
        '  skipped 002_b: extension "x" is not available',
        'specs  nothing applied, empty',
        '',
      ].join('\n'),
    )
  })

  test('after a failure it says what stands and how to go on', () => {
    const databases = [
      part({ failed: '001_a', pending: ['001_a'] }),
      part({ database: 'specs', pending: ['003_c'] }),
    ]
    const failure = new UserError('No.', { code: 'x' })
    expect(releaseText(release({ databases, failure }), plainPaint)).toContain(
      '\n  failed 001_a\nspecs  nothing applied, empty, 1 pending\n\nStopped. 1 database untouched. Mend it and go on with: elenchus up\n',
    )
  })
})

describe('statusText', () => {
  const row = {
    revision: '001_a',
    checksum: 'c',
    state: 'applied',
    direction: 'up',
    statements: 2,
    done: null,
    inDoubt: false,
    reason: null,
    milliseconds: 1234,
    at: '2026-01-31T12:00:00.123Z',
    by: 'postgres',
    release: 'r',
  } as const
  const revision = (facts: Partial<RevisionStatus>): RevisionStatus => ({
    revision: '001_a',
    state: 'applied',
    title: 'Users',
    file: 'a.sql',
    outOfOrder: false,
    ledger: row,
    ...facts,
  })
  const status = (revisions: readonly RevisionStatus[]): Status => ({
    kind: 'status',
    databases: [
      { database: 'auth', engine: 'server', serverVersion: 150_018, migrations: 'm', revisions },
    ],
  })

  test('a line for each revision in each state', () => {
    const text = statusText(
      status([
        revision({}),
        revision({ state: 'changed' }),
        revision({ state: 'partial', ledger: { ...row, state: 'partial' } }),
        revision({ state: 'skipped', ledger: { ...row, reason: 'no vector' } }),
        revision({ state: 'unknown', file: null }),
        revision({ state: 'pending', ledger: null, outOfOrder: true }),
        revision({ ledger: { ...row, reason: 'stamped' } }),
      ]),
      plainPaint,
    )
    expect(text).toBe(
      [
        'auth  PostgreSQL 15.18, 2 applied, 1 pending, 1 partial, 1 skipped, 1 changed, 1 unknown',
        '  applied  001_a  2026-01-31 12:00:00 UTC    1.2 s  Users',
        '  changed  001_a  2026-01-31 12:00:00 UTC    1.2 s  its file was changed after it was applied',
        '  partial  001_a  2026-01-31 12:00:00 UTC    1.2 s  2 statements done on the way up',
        '  skipped  001_a                                    no vector',
        '  unknown  001_a  2026-01-31 12:00:00 UTC    1.2 s  no file has it',
        '  pending  001_a                                    Users (before an applied one)',
        '  applied  001_a  2026-01-31 12:00:00 UTC  stamped  Users',
        '',
      ].join('\n'),
    )
  })

  test('a database without migrations names the folder that was looked in', () => {
    expect(statusText(status([]), plainPaint)).toContain('\n  no migrations in m\n')
  })
})

test('scriptText names the database and the migration, and ends each piece with a semicolon', () => {
  const steps = [
    { kind: 'migration', database: 'auth', revision: '001_a' },
    { kind: 'sql', database: 'auth', text: 'begin' },
    { kind: 'sql', database: 'auth', text: 'select 1;\n' },
  ] as const
  expect(scriptText({ kind: 'script', steps })).toBe('-- database auth: 001_a\nbegin;\nselect 1;\n')
  expect(scriptText({ kind: 'script', steps: [] })).toBe('-- nothing to do\n')
})

test('stampedText says what was recorded and what forgotten', () => {
  const databases = [{ database: 'auth', recorded: ['001_a'], erased: ['002_b'], versions: null }]
  expect(stampedText({ kind: 'stamped', databases }, plainPaint)).toBe(
    'auth  recorded as applied  001_a\nauth  forgotten            002_b\n',
  )
})

test('columns are as wide as their widest cell on a terminal', () => {
  expect(
    columns(
      [
        ['日本', 'x'],
        ['a', 'yy'],
      ],
      ['left', 'right'],
    ),
  ).toEqual(['日本   x', 'a     yy'])
})

test.each([
  [0.4, '0 ms'],
  [999, '999 ms'],
  [1000, '1.0 s'],
  [59_949, '59.9 s'],
  [185_000, '3 min 05 s'],
])('%d milliseconds are %s', (milliseconds, text) => {
  expect(duration(milliseconds)).toBe(text)
})

test('numbers agree with their nouns, and versions are as PostgreSQL says them', () => {
  expect([counted(1, 'table'), counted(0, 'table')]).toEqual(['1 table', '0 tables'])
  expect(serverVersion(180_006)).toBe('18.6')
})
