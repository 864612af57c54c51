import { describe, expect, test } from 'vitest'
import {
  sampleCatalogue,
  sampleColumn,
  sampleTable,
  sampleUnique,
} from '../../tests/support/sample-catalogue.ts'
import type { Column } from '../catalogue/column.ts'
import type { Constraint } from '../catalogue/constraint.ts'
import type { Table } from '../catalogue/table.ts'
import { findReferences } from './find-references.ts'
import { formatEnd } from './make-reference.ts'
import { judgeReference } from './reference-verdict.ts'
import { matchTypes } from './type-match.ts'

const key: Constraint = { ...sampleUnique({ name: 'pkey' }), kind: 'primary-key' }

function table(
  name: string,
  columns: Readonly<Record<string, string>>,
  more: Partial<Table> = {},
): Table {
  const described: readonly Column[] = Object.entries(columns).map(([column, type]) =>
    sampleColumn({ name: column, type }),
  )
  return sampleTable({ name, columns: described, constraints: [key], ...more })
}

const foreignKey = (column: string, target: string): Constraint => ({
  kind: 'foreign-key',
  name: `${column}_fkey`,
  columns: [column],
  references: { schema: 'public', name: target },
  referencedColumns: ['id'],
  match: 'simple',
  onUpdate: 'no-action',
  onDelete: 'cascade',
  onDeleteColumns: [],
  deferral: 'not-deferrable',
  validated: true,
  enforced: true,
  period: false,
  inherited: false,
  comment: null,
})

const schema = (database: string, ...tables: readonly Table[]) => ({
  database,
  catalogue: sampleCatalogue({ tables }),
})

/** From, to, kind, confidence, verdict. */
function found(...schemas: readonly ReturnType<typeof schema>[]): unknown {
  return findReferences(schemas).map((reference) => [
    formatEnd(reference.from),
    formatEnd(reference.to),
    reference.kind,
    reference.confidence,
    judgeReference(reference),
  ])
}

const users = table('users', { id: 'uuid' })

describe('findReferences', () => {
  test('what a foreign key declares is told once, and not as implied too', () => {
    const posts = table(
      'posts',
      { id: 'uuid', user_id: 'uuid' },
      { constraints: [key, foreignKey('user_id', 'users')] },
    )
    expect(found(schema('shop', users, posts))).toEqual([
      ['shop:public.posts.user_id', 'shop:public.users.id', 'declared', 'certain', 'not-indexed'],
    ])
  })

  test.each([
    ['user_id', 'uuid', 'high', 'no-constraint'],
    ['user_id', 'character varying(36)', 'medium', 'types-differ'],
    ['user_id', 'integer', 'medium', 'types-differ'],
    ['owner_id', 'uuid', 'medium', 'no-constraint'],
    ['approved_by', 'uuid', 'medium', 'no-constraint'],
    ['approved_by', 'integer', 'low', 'types-differ'],
    ['created_by_id', 'uuid', 'medium', 'no-constraint'],
    ['billing_user_id', 'uuid', 'medium', 'no-constraint'],
  ] as const)('%s of type %s is implied: %s, %s', (name, type, ...[confidence, verdict]) => {
    const posts = table('posts', { id: 'uuid', [name]: type })
    expect(found(schema('shop', users, posts))).toEqual([
      [`shop:public.posts.${name}`, 'shop:public.users.id', 'implied', confidence, verdict],
    ])
  })

  test.each([
    ['approved_by', 'text', 'a name of a person'],
    ['stripe_user_id', 'text', 'an id of another system'],
    ['tenant_id', 'uuid', 'no such table'],
    ['id', 'uuid', 'the key itself'],
    ['sorted_by', 'text', 'no person at all'],
  ])('%s of type %s is not implied: %s', (name, type) => {
    expect(found(schema('shop', users, table('posts', { id: 'uuid', [name]: type })))).toEqual([])
  })

  test.each([
    ['payment_id', 'character varying(36)', 'medium'],
    ['payment_id', 'character varying(255)', 'low'],
    ['payment_id', 'bigint', 'low'],
  ] as const)('%s of type %s beside a uuid is a guess: %s', (name, type, confidence) => {
    const payments = table('payments', { id: 'uuid' })
    const pledges = table('pledges', { id: 'uuid', [name]: type })
    const [from, to] = [`shop:public.pledges.${name}`, 'shop:public.payments.id']
    expect(found(schema('shop', payments, pledges))).toEqual([
      [from, to, 'implied', confidence, 'types-differ'],
    ])
  })

  test('what a row is called elsewhere points at nothing', () => {
    const apps = table('slack_apps', { id: 'uuid', slack_app_id: 'character varying(32)' })
    expect(found(schema('shop', apps))).toEqual([])
  })

  test('an id beside its kind is of several tables', () => {
    const posts = table('likes', { id: 'uuid', user_id: 'uuid', user_type: 'text' })
    expect(found(schema('shop', users, posts))).toEqual([])
  })

  test('a parent is a row of the same table; plurals are known', () => {
    const categories = table('categories', { id: 'integer', parent_id: 'integer' })
    const items = table('items', { id: 'integer', category_id: 'bigint' })
    expect(found(schema('shop', categories, items))).toEqual([
      [
        'shop:public.categories.parent_id',
        'shop:public.categories.id',
        'implied',
        'high',
        'no-constraint',
      ],
      [
        'shop:public.items.category_id',
        'shop:public.categories.id',
        'implied',
        'high',
        'no-constraint',
      ],
    ])
  })

  test('the same database is nearer than another one', () => {
    const posts = table('posts', { id: 'uuid', user_id: 'uuid' })
    expect(found(schema('auth', users), schema('shop', users, posts))).toEqual([
      ['shop:public.posts.user_id', 'shop:public.users.id', 'implied', 'high', 'no-constraint'],
    ])
    expect(found(schema('auth', users), schema('shop', posts))).toEqual([
      ['shop:public.posts.user_id', 'auth:public.users.id', 'implied', 'medium', 'undocumented'],
    ])
  })

  test('a comment documents a reference, by the name of the server’s database too', () => {
    const comment = 'Reference to users.id in socrates_auth (no FK - cross-db)'
    const posts = sampleTable({
      name: 'posts',
      columns: [sampleColumn({ name: 'by', type: 'uuid', comment })],
    })
    expect(found(schema('auth', users), schema('shop', posts))).toEqual([
      ['shop:public.posts.by', 'auth:public.users.id', 'documented', 'certain', 'not-indexed'],
    ])
  })

  test('what the settings tell of leads to nothing where nothing is', () => {
    const end = (name: string, column: string) => ({
      database: 'shop',
      table: { schema: 'public', name },
      columns: [column],
    })
    const told = {
      from: end('users', 'id'),
      to: end('gone', 'id'),
      reason: 'the settings',
      at: null,
    }
    const [reference] = findReferences([schema('shop', users)], {
      documented: [told],
      modelled: [],
    })
    expect(reference && judgeReference(reference)).toBe('points-at-nothing')
  })
})

test.each([
  ['uuid', 'uuid', 'same'],
  ['integer', 'bigint', 'compatible'],
  ['character varying(36)', 'text', 'compatible'],
  ['numeric(10,2)', 'numeric', 'compatible'],
  ['uuid', 'character varying(36)', 'refused'],
  ['uuid', 'integer', 'refused'],
])('types %s and %s: %s', (left, right, expected) => {
  expect(matchTypes(left, right)).toBe(expected)
  expect(matchTypes(right, left)).toBe(expected)
})
