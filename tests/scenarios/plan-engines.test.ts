import { describe, test } from 'vitest'
import { openEmbedded } from '../../src/embedded/open-embedded.ts'
import { testCache } from '../support/test-cache.ts'
import { sessionOfFile } from '../support/plan-session.ts'
import { hasVector } from '../support/plan-scenario.ts'
import { readPlanScenarios } from '../support/plan-scenarios.ts'
import { builtSchema, reachesSchema } from '../support/planned-pair.ts'
import { preparedSession } from '../support/prepared-session.ts'
import { databaseOfFile } from '../support/test-database.ts'

/** One in three of what another test plans there and back on PostgreSQL 18: 160 and more. */
const scenarios = readPlanScenarios().filter(({ equal }, at) => !equal && at % 3 === 0)

describe('on the embedded engine', () => {
  const session = sessionOfFile(() => openEmbedded({ folder: null, cache: testCache }))
  test.each(scenarios)('$file: $name', async ({ before, after }) => {
    await reachesSchema(session(), before, await builtSchema(session(), after))
  })
})

describe('on PostgreSQL 15', () => {
  const session = sessionOfFile(async () => preparedSession(await databaseOfFile(15)))
  const known = scenarios.filter((scenario) => scenario.since <= 15 && !hasVector(scenario))
  test.each(known)('$file: $name', async ({ before, after }) => {
    await reachesSchema(session(), before, await builtSchema(session(), after))
  })
})
