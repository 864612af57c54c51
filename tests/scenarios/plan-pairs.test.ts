import fc from 'fast-check'
import { expect, test } from 'vitest'
import { differences } from '../../src/compare/differences.ts'
import { planSteps } from '../../src/plan/plan-steps.ts'
import { nothingLearned } from '../../src/plan/steps/planning.ts'
import { reachesAll } from '../support/planned-chain.ts'
import { preparedSession } from '../support/prepared-session.ts'
import { oddText } from '../support/schema-arbitrary/odd-text.ts'
import { chainArbitrary, schemaArbitrary } from '../support/schema-arbitrary/schema-arbitrary.ts'
import { testDatabase } from '../support/test-database.ts'

/** More are tried by `npx jiti bench/plan-chains.ts 10000`. */
const PLANS = 2_000

/** Each plan of a chain starts from what the one before has left. */
const LENGTH = 10

/** Two sessions keep two cores busy. */
const SESSIONS = 2

test('plans between drawn schemas lead from one to the other', async () => {
  const chains = chainArbitrary({ names: 'counted', texts: oddText, full: false }, LENGTH)
  const parts = Array.from({ length: SESSIONS }, async (_, seed) => {
    const session = await preparedSession((await testDatabase(18)).url)
    try {
      let reached = 0
      const property = fc.asyncProperty(chains, async (chain) => {
        reached += await reachesAll(session, chain)
      })
      // To shrink such a schema takes minutes, and it is told by its statements.
      const numRuns = PLANS / SESSIONS / LENGTH
      const details = await fc.check(property, { numRuns, seed, endOnFailure: true })
      if (details.failed) {
        const path = details.counterexamplePath ?? ''
        const cause = details.errorInstance
        throw new Error(`seed ${seed}, path ${path}: ${String(cause)}`, { cause })
      }
      expect(reached).toBe(PLANS / SESSIONS)
    } finally {
      await session.close()
    }
  })
  // Neither is left at work when the test ends.
  await Promise.allSettled(parts)
  await Promise.all(parts)
})

test('between a schema and itself there is no difference and nothing to do', () => {
  const options = { online: true, major: 18, learned: nothingLearned }
  fc.assert(
    fc.property(schemaArbitrary(), (drawn) => {
      expect(differences(drawn.catalogue, drawn.catalogue)).toEqual([])
      expect(planSteps(drawn, drawn, options)).toEqual([])
    }),
    { numRuns: 200 },
  )
})
