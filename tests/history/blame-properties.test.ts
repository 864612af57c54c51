import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { referenceKey } from '../../src/catalogue/object-reference.ts'
import { formatDifference } from '../../src/compare/difference.ts'
import { objectsOf } from '../../src/compare/catalogue-object.ts'
import { watchEvents } from '../../src/history/blame/watch-events.ts'
import { replayHistory, type HistoryReplay } from '../../src/history/replay-history.ts'
import type { ReplayableRevision } from '../../src/history/replayed-revision.ts'
import type { Session } from '../../src/postgres/session.ts'
import { printedSettings } from '../../src/sql/print/printed-settings.ts'
import { loadParser } from '../../src/sql/parser.ts'
import { plannedStatements } from '../support/planned-chain.ts'
import { connectTo } from '../support/replay-texts.ts'
import { oddText } from '../support/schema-arbitrary/odd-text.ts'
import { chainArbitrary, type DrawnSchema } from '../support/schema-arbitrary/schema-arbitrary.ts'
import { testDatabase } from '../support/test-database.ts'

/** Each revision leads from what the one before has left to another drawn schema. */
const LENGTH = 6
const CHAINS = 4

const chains = chainArbitrary({ names: 'counted', texts: oddText, full: false }, LENGTH)

beforeAll(loadParser)

test.each([0, 1])('blame of drawn histories tells the whole story (seed %i)', async (seed) => {
  for (const [at, chain] of fc.sample(chains, { seed, numRuns: CHAINS }).entries()) {
    const session = await connectTo((await testDatabase(18)).url)
    try {
      const watch = await watchEvents(session)
      if (watch === null) throw new Error('no event triggers')
      const revisions = chain.map((target, place) => revisionTo(target, session, place))
      expectWholeStory(await replayHistory(session, revisions, { watch, down: false }))
    } catch (error) {
      throw new Error(`seed ${seed}, chain ${at}: ${String(error)}`, { cause: error })
    } finally {
      await session.close()
    }
  }
})

function revisionTo(target: DrawnSchema, session: Session, place: number): ReplayableRevision {
  return {
    ...{ database: 'drawn', id: String(place), title: '', file: 'drawn.sql', hasDown: false },
    async execute(ground, direction) {
      const statements = await plannedStatements(session, target)
      for (const setting of printedSettings('session')) await session.run(setting)
      for (const sql of statements) await ground.session.run(sql)
      return {
        ...{
          direction,
          state: 'applied',
          failure: null,
          reason: null,
          gaps: [],
          undone: [],
          assumptions: [],
        },
        statements: statements.map((sql, at) => ({
          sql,
          at: { file: 'drawn.sql', line: at + 1, column: 1 },
        })),
      }
    },
  }
}

function expectWholeStory({ blame, catalogue, unseen }: HistoryReplay): void {
  const labels = { left: 'blame', right: 'the database' }
  expect(unseen.map((one) => formatDifference(one, labels))).toEqual([])
  // What is there was made once in its life; `public` was there before.
  const living = blame.filter(({ isThere }) => isThere)
  const made = living.filter(({ deeds }) => deeds[0]?.change.kind === 'created')
  const expected = [...objectsOf(catalogue).keys()].filter((key) => key !== publicKey)
  expect(made.map(({ object }) => referenceKey(object)).sort()).toEqual(expected.sort())
  for (const { deeds, isThere } of blame) {
    const kinds = deeds.map(({ change }) => change.kind)
    expect(kinds.filter((kind) => kind === 'created').length).toBeLessThanOrEqual(1)
    expect(kinds.indexOf('dropped')).toBe(isThere ? -1 : kinds.length - 1)
  }
}

const publicKey = referenceKey({ kind: 'schema', name: 'public' })
