import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { differences } from '../../src/compare/differences.ts'
import type { Session } from '../../src/postgres/session.ts'
import { planSteps } from '../../src/plan/plan-steps.ts'
import { nothingLearned } from '../../src/plan/steps/planning.ts'
import { reachesAll } from '../support/planned-chain.ts'
import { preparedSession } from '../support/prepared-session.ts'
import { oddText } from '../support/schema-arbitrary/odd-text.ts'
import {
  chainArbitrary,
  schemaArbitrary,
  type DrawnSchema,
} from '../support/schema-arbitrary/schema-arbitrary.ts'
import { testDatabase } from '../support/test-database.ts'

/** More are tried by `npx jiti bench/plan-chains.ts 10000`. */
const PLANS = 2_000

/** Each plan of a chain starts from what the one before has left. */
const LENGTH = 10

/** One session for each keeps two cores busy. */
const SEEDS = [0, 1]

const PARTS = 10

const CHAINS = PLANS / SEEDS.length / LENGTH

const chains = chainArbitrary({ names: 'counted', texts: oddText, full: false }, LENGTH)

const drawn = new Map<number, readonly (readonly DrawnSchema[])[]>()

// All at once, for the last cannot be drawn without those before.
beforeAll(() => {
  for (const seed of SEEDS) drawn.set(seed, fc.sample(chains, { seed, numRuns: CHAINS }))
})
// They take 300 MB, and the module stays.
afterAll(() => drawn.clear())

// Each part has a time limit of its own.
test.each(Array.from({ length: PARTS }, (_, part) => part))(
  'plans between drawn schemas lead from one to the other (%i)',
  async (part) => {
    const runs = SEEDS.map(async (seed) => {
      const session = await preparedSession((await testDatabase(18)).url)
      try {
        return await reachedFrom(session, { seed, part })
      } finally {
        await session.close()
      }
    })
    // Neither is left at work when the test ends.
    await Promise.allSettled(runs)
    const reached = (await Promise.all(runs)).reduce((sum, count) => sum + count, 0)
    expect(reached).toBe(PLANS / PARTS)
  },
)

async function reachedFrom(
  session: Session,
  { seed, part }: { readonly seed: number; readonly part: number },
): Promise<number> {
  const size = CHAINS / PARTS
  const ours = drawn.get(seed)?.slice(part * size, (part + 1) * size) ?? []
  let reached = 0
  for (const [at, chain] of ours.entries()) {
    try {
      reached += await reachesAll(session, chain)
    } catch (error) {
      throw new Error(`seed ${seed}, chain ${part * size + at}: ${String(error)}`, { cause: error })
    }
  }
  return reached
}

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
