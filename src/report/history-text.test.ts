import { expect, test } from 'vitest'
import { historyGraph } from '../history/history-graph.ts'
import type { DatabaseHistory } from '../run/history-overview.ts'
import { blameText } from './blame-text.ts'
import { historyText } from './history-text.ts'
import { plainPaint } from './paint.ts'

interface Drawn {
  readonly title: string
  readonly parents: readonly string[]
  readonly labels?: readonly string[]
  readonly requires?: readonly string[]
}

function history(drawn: Readonly<Record<string, Drawn>>): DatabaseHistory {
  const nodes = Object.entries(drawn).map(([id, { labels = [], requires = [], ...rest }]) => ({
    ...{ id, labels, requires, ...rest },
    file: `${id}.sql`,
    hasDown: true,
  }))
  const graph = historyGraph('specs', 'migrations/specs', nodes)
  return {
    ...graph,
    nodes: nodes.map((node, at) => ({ ...node, state: at < 4 ? 'applied' : 'pending' })),
    unknown: [],
    faults: [],
    unreachable: null,
  }
}

test('a history that branches is drawn', () => {
  const databases = [
    history({
      a1: { title: 'first tables', parents: [] },
      b1: { title: 'billing', parents: ['a1'] },
      c1: { title: 'full text search', parents: ['a1'], labels: ['search'] },
      b2: { title: 'invoices', parents: ['b1'], requires: ['auth/002_users'] },
      d1: { title: 'merge', parents: ['b2', 'c1'] },
      d2: { title: 'reports', parents: ['d1'] },
      c2: { title: 'ranking', parents: ['c1'] },
    }),
  ]
  expect(`\n${historyText({ kind: 'history', databases }, plainPaint)}`).toBe(`
specs  7 migrations, 4 applied, 3 pending, 1 merge, 2 heads: d2, c2
  *      applied  a1  first tables
  ├─╮
  * │    applied  b1  billing
  │ *    applied  c1  full text search  [search]
  │ ├─╮
  * │ │  applied  b2  invoices          after auth/002_users
  ├─╯ │
  *   │  pending  d1  merge
  *   │  pending  d2  reports           (head)
      *  pending  c2  ranking           (head)
`)
})

test('a history that is a line is a list', () => {
  const databases = [
    history({ '1_a': { title: 'x', parents: [] }, '2_b': { title: 'y', parents: ['1_a'] } }),
  ]
  expect(historyText({ kind: 'history', databases }, plainPaint)).toBe(
    'specs  2 migrations, 2 applied\n  applied  1_a  x\n  applied  2_b  y\n',
  )
})

test('blame has a line for each deed', () => {
  const place = (file: string, line: number): { file: string; line: number; column: number } => ({
    ...{ file, line, column: 1 },
  })
  const object = { kind: 'column', schema: 'public', relation: 'users', name: 'full_name' } as const
  const blame = {
    ...({ kind: 'blame', database: 'auth', name: 'users.full_name', compared: null } as const),
    failed: [],
    unread: [],
    parts: [],
    lives: [
      {
        object,
        isThere: true,
        deeds: [
          {
            ...{ revision: '001_users', file: 'migrations/auth/001_users.sql' },
            change: { kind: 'created' } as const,
            places: [place('migrations/auth/001_users.sql', 2)],
          },
          {
            ...{ revision: '004_names', file: 'migrations/auth/004_names.sql' },
            change: {
              kind: 'altered',
              attributes: [{ attribute: 'nullable', before: true, after: false }],
            } as const,
            places: [
              place('migrations/auth/004_names.sql', 7),
              place('migrations/auth/004_names.sql', 9),
            ],
          },
          {
            ...{ revision: '006_rename', file: 'migrations/auth/006_rename.sql' },
            change: { kind: 'renamed', from: { ...object, name: 'name' } } as const,
            places: [],
          },
        ],
      },
    ],
  }
  expect(`\n${blameText(blame, plainPaint)}`).toBe(`
column public.users.full_name  created                         001_users   migrations/auth/001_users.sql:2
                               nullable true -> false          004_names   migrations/auth/004_names.sql:7 or :9
                               renamed from public.users.name  006_rename  migrations/auth/006_rename.sql
`)
})
