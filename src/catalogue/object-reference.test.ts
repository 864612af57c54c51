import { describe, expect, test } from 'vitest'
import {
  formatReference,
  referenceKey,
  sameReference,
  type ObjectReference,
} from './object-reference.ts'

/** One of each kind, in the order in which differences are told. */
const references: readonly (readonly [string, ObjectReference])[] = [
  ['schema app', { kind: 'schema', name: 'app' }],
  ['extension citext', { kind: 'extension', name: 'citext' }],
  ['type app.mood', { kind: 'type', schema: 'app', name: 'mood' }],
  ['type app.point', { kind: 'type', schema: 'app', name: 'point' }],
  [
    'attribute app.point.x',
    { kind: 'composite-attribute', schema: 'app', type: 'point', name: 'x' },
  ],
  ['type app.price', { kind: 'type', schema: 'app', name: 'price' }],
  [
    'domain check positive on app.price',
    { kind: 'domain-check', schema: 'app', type: 'price', name: 'positive' },
  ],
  ['sequence app.s', { kind: 'sequence', schema: 'app', name: 's' }],
  ['view app.active', { kind: 'view', schema: 'app', name: 'active' }],
  [
    'view column app.active.id',
    { kind: 'view-column', schema: 'app', relation: 'active', name: 'id' },
  ],
  ['table app.users', { kind: 'table', schema: 'app', name: 'users' }],
  ['column app.users.id', { kind: 'column', schema: 'app', relation: 'users', name: 'id' }],
  [
    'constraint users_pkey on app.users',
    { kind: 'constraint', schema: 'app', relation: 'users', name: 'users_pkey' },
  ],
  ['index by_id on app.users', { kind: 'index', schema: 'app', relation: 'users', name: 'by_id' }],
  [
    'trigger touched on app.users',
    { kind: 'trigger', schema: 'app', relation: 'users', name: 'touched' },
  ],
  ['policy own on app.users', { kind: 'policy', schema: 'app', relation: 'users', name: 'own' }],
  // A name that begins with another one comes after all parts of the other.
  ['table app.users2', { kind: 'table', schema: 'app', name: 'users2' }],
  ['routine app.f()', { kind: 'routine', schema: 'app', name: 'f', identityArguments: '' }],
  [
    'routine app.f(a integer)',
    { kind: 'routine', schema: 'app', name: 'f', identityArguments: 'a integer' },
  ],
  [
    'aggregate app.total(integer)',
    { kind: 'aggregate', schema: 'app', name: 'total', identityArguments: 'integer' },
  ],
  ['statistics app.st', { kind: 'statistics', schema: 'app', name: 'st' }],
  [
    'operator app.===(text,text)',
    { kind: 'undescribed', objectKind: 'operator', identity: 'app.===(text,text)' },
  ],
]

describe('a reference', () => {
  test.each(references)('is printed as "%s"', (text, reference) => {
    expect(formatReference(reference)).toBe(text)
  })

  test('sorts by its key: what must be there first, and parts behind their whole', () => {
    const keys = references.map(([, reference]) => referenceKey(reference))
    expect(keys.toSorted()).toEqual(keys)
  })

  test('is the same as itself only, and so is its key', () => {
    for (const [left, a] of references) {
      for (const [right, b] of references) {
        expect(sameReference(a, structuredClone(b))).toBe(left === right)
        expect(referenceKey(a) === referenceKey(structuredClone(b))).toBe(left === right)
      }
    }
  })

  test('has a key of its own, also where names hold dots', () => {
    const left: ObjectReference = { kind: 'column', schema: 'a', relation: 'b.c', name: 'd' }
    const right: ObjectReference = { kind: 'column', schema: 'a', relation: 'b', name: 'c.d' }
    expect(formatReference(left)).toBe(formatReference(right))
    expect(referenceKey(left)).not.toBe(referenceKey(right))
  })
})
