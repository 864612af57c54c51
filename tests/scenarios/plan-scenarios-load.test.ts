import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Catalogue } from '../../src/catalogue/catalogue.ts'
import { formatDifference } from '../../src/compare/difference.ts'
import { differences } from '../../src/compare/differences.ts'
import { openEmbedded } from '../../src/embedded/open-embedded.ts'
import { introspect } from '../../src/postgres/introspect.ts'
import type { Session } from '../../src/postgres/session.ts'
import { openSession } from '../support/catalogue-session.ts'
import { sharedCache } from '../support/embedded-folders.ts'
import type { Major } from '../support/native-postgres.ts'
import type { PlanScenario } from '../support/plan-scenario.ts'
import { readPlanScenarios } from '../support/plan-scenarios.ts'
import { withinTransaction } from '../support/within-transaction.ts'
import { serverUrl } from '../support/test-database.ts'

const scenarios = readPlanScenarios()
const sides = { left: 'before', right: 'after' }

describe('on the embedded engine', () => {
  const session = sharedSession(() => openEmbedded({ folder: null, cache: sharedCache }))
  test.each(scenarios)('$file: $name', async (scenario) => {
    const told = await differencesOf(session(), scenario)
    if (scenario.equal) expect(told).toEqual([])
    else expect(told).not.toEqual([])
  })
})

// What they make there is not read: that takes ten times as long as to make it.
describe.each([14, 15, 18] as const)('on PostgreSQL %i', (major) => {
  // Everything is rolled back, so the database that comes with the server serves.
  const session = sharedSession(() => openSession(serverUrl(major, 'postgres')))
  const known = scenarios.filter((scenario) => runsOnNative(scenario, major))
  test.each(known)('$file: $name', async ({ before, after }) => {
    for (const script of [before, after]) {
      await expect(undone(session(), () => session().run(script))).resolves.toBeUndefined()
    }
  })
})

/** One session for the tests of a block. */
function sharedSession(open: () => Promise<Session>): () => Session {
  let session: Session
  beforeAll(async () => {
    session = await open()
  })
  afterAll(() => session.close())
  return () => session
}

/** The native servers of the tests come without pgvector. */
function runsOnNative({ since, before, after }: PlanScenario, major: Major): boolean {
  return since <= major && !`${before}\n${after}`.includes('create extension vector')
}

async function differencesOf(
  session: Session,
  { before, after }: PlanScenario,
): Promise<readonly string[]> {
  const left = await built(session, before)
  const right = await built(session, after)
  return differences(left, right).map((difference) => formatDifference(difference, sides))
}

/** What a script makes of an empty database. */
function built(session: Session, script: string): Promise<Catalogue> {
  return undone(session, async () => {
    await session.run(script)
    return (await introspect(withinTransaction(session))).catalogue
  })
}

async function undone<Result>(session: Session, work: () => Promise<Result>): Promise<Result> {
  await session.run('begin')
  try {
    return await work()
  } finally {
    await session.run('rollback')
  }
}
