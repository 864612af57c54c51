import { beforeAll, describe, expect, test } from 'vitest'
import type { Session } from '../../src/postgres/session.ts'
import { observe } from '../../src/shadow/observe.ts'
import { loadParser } from '../../src/sql/parser.ts'
import { runningOf } from '../../src/sql/running-of.ts'
import { nativeSession, pgliteSession, sessionAt } from '../support/catalogue-session.ts'
import { Onlooker } from '../support/observe-outside.ts'
import {
  effectsOf,
  expectedEffects,
  makeShop,
  type Effects,
} from '../support/observe-statements.ts'
import { testDatabase } from '../support/test-database.ts'

type Result = readonly [statement: string, effects: Effects]

beforeAll(loadParser)

describe.each([
  ['PostgreSQL 15', () => nativeSession(15)],
  ['PostgreSQL 18', () => nativeSession(18)],
  ['the embedded PostgreSQL', pgliteSession],
] as const)('on %s', (_, open) => {
  test.each([0, 1000])('with %i rows every statement does what it should', async (rows) => {
    const session = await open()
    const expected = [...expectedEffects(session.serverVersion)]
    expect(expected.length).toBeGreaterThan(100)
    const results: Result[] = []
    for (const [statement] of expected) {
      await makeShop(session, rows)
      results.push([statement, await observedEffects(session, statement)])
    }
    expect(results).toEqual(expected)
  })
})

test.each([15, 18] as const)('a second session of PostgreSQL %i sees the same', async (major) => {
  const database = await testDatabase(major)
  const worker = await sessionAt(database.url)
  const onlooker = await Onlooker.of(worker, database.url)
  const expected = [...expectedEffects(worker.serverVersion)]
  const seen: Result[] = []
  for (const [statement] of expected) {
    await makeShop(worker, 1000)
    await onlooker.lookBefore()
    await worker.run('begin')
    await worker.run(statement)
    await onlooker.lookAtLocks()
    await worker.run('commit')
    await onlooker.lookAfter()
    seen.push([statement, onlooker.takeEffects()])
  }
  await onlooker.end()
  expect(seen).toEqual(expected)
})

async function observedEffects(session: Session, statement: string): Promise<Effects> {
  const observation = await observe(session, statement, runningOf(statement))
  expect([statement, observation.observed]).toEqual([statement, 'in-transaction'])
  return effectsOf(observation)
}
