import { expect, test } from 'vitest'
import { heardCase, plainSettings } from '../../tests/support/audit-case.ts'
import { sampleCatalogue, sampleColumn, sampleTable } from '../../tests/support/sample-catalogue.ts'
import type { Reference } from '../references/reference.ts'
import { audit } from './audit.ts'
import type { DatabaseCase, HistoryGap } from './audit-case.ts'
import { noModelFacts } from './model-facts.ts'
import { doubtsOf } from './reference-doubts.ts'

const gap: HistoryGap = {
  revision: 'b2',
  text: 'a loop over what a server says',
  at: { file: 'b2.py', line: 3, column: 1 },
  why: 'unread',
  touches: ['orders'],
}

const orders = { schema: 'public', name: 'orders' }
const users = { schema: 'public', name: 'users' }
const sentence = 'What the migrations make of it is not known: b2 could not be read whole.'

function shop(facts: Partial<DatabaseCase>): DatabaseCase {
  const catalogue = sampleCatalogue({
    tables: [sampleTable({ name: 'orders', columns: [sampleColumn({ name: 'user_id' })] })],
  })
  const [one] = heardCase({ history: catalogue }, facts).databases
  if (one === undefined) throw new RangeError('there is one database')
  return one
}

test('what a gap of the history touches is in doubt, whether it is there or not', () => {
  const doubtOf = doubtsOf(shop({ gaps: [gap] }))
  expect(doubtOf(orders, true)).toEqual({ says: sentence, at: gap.at })
  expect(doubtOf(orders, false)).toEqual({ says: sentence, at: gap.at })
  expect(doubtOf(users, true)).toBeNull()
})

test('of a gap that may touch anything, only what is lacking is in doubt', () => {
  const doubtOf = doubtsOf(shop({ gaps: [{ ...gap, touches: [] }] }))
  expect(doubtOf(users, true)).toEqual({ says: sentence, at: gap.at })
  expect(doubtOf(users, false)).toBeNull()
})

test('of models those tables are in doubt that were not read whole, of a database none', () => {
  const facts = { gaps: [gap], modelFacts: { ...noModelFacts, unread: ['public.users'] } }
  const models = doubtsOf(shop({ ...facts, schemaOf: 'code' }))
  expect(models(users, true)?.says).toBe('The models of public.users could not be read whole.')
  expect(models(orders, true)).toBeNull()
  expect(doubtsOf(shop({ ...facts, schemaOf: 'database' }))(orders, true)).toBeNull()
})

test('a reference in doubt is a note that says so, and has no cure but to look', () => {
  const { databases, ...whole } = heardCase({}, {})
  const doubt = { says: sentence, at: gap.at }
  const reference: Reference = {
    kind: 'implied',
    ...{ constraint: null, isIndexed: false, isNullable: true, pointsAtKey: true },
    ...{ reason: 'named after users', at: null, doubt },
    confidence: 'high',
    from: { database: 'shop', table: orders, columns: ['user_id'], types: ['integer'] },
    to: { database: 'shop', table: users, columns: ['id'], types: ['integer'] },
  }
  const { findings } = audit({ ...whole, databases, references: [reference] }, plainSettings)
  const found = findings.filter(({ rule }) => rule === 'foreign-key-missing')
  expect(
    found.map(({ severity, message }) => [severity, message.endsWith(` ${sentence}`)]),
  ).toEqual([['note', true]])
  expect(found[0]?.cures).toMatchObject([{ kind: 'edit', at: gap.at }])
})
