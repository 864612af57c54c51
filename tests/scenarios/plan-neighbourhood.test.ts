import fc from 'fast-check'
import { expect, test } from 'vitest'
import { differences } from '../../src/compare/differences.ts'
import { neighbourhood } from '../../src/plan/neighbourhood/neighbourhood.ts'
import { planSteps } from '../../src/plan/plan-steps.ts'
import { referenceKey } from '../../src/catalogue/object-reference.ts'
import { nothingLearned } from '../../src/plan/steps/planning.ts'
import { changedSchemas, sizeOf, type ChangedSchemas } from '../support/changed-schemas.ts'
import { reachesTarget, planText } from '../support/planned-pair.ts'
import { preparedSession } from '../support/prepared-session.ts'
import { comesBack } from '../support/printed-schema.ts'
import { testDatabase } from '../support/test-database.ts'

const SEED = 7

test('the plan between neighbourhoods is the plan between the whole schemas', () => {
  let smaller = 0
  fc.assert(
    fc.property(changedSchemas(false), fc.boolean(), fc.boolean(), (pair, online, isForced) => {
      const near = cut(pair)
      if (sizeOf(near.from) < sizeOf(pair.from)) smaller += 1
      for (const major of [15, 18]) {
        const options = { online, major, learned: isForced ? refusing(pair) : nothingLearned }
        const plan = planText(planSteps(pair.from, pair.to, options))
        expect(planText(planSteps(near.from, near.to, options))).toBe(plan)
        const back = planText(planSteps(pair.to, pair.from, options))
        expect(planText(planSteps(near.to, near.from, options))).toBe(back)
      }
    }),
    { numRuns: 100, seed: SEED },
  )
  // Otherwise little would be said by that.
  expect(smaller).toBeGreaterThan(65)
})

test('a neighbourhood is made by itself, and the plan leads to its target there', async () => {
  const session = await preparedSession((await testDatabase(18)).url)
  try {
    for (const pair of fc.sample(changedSchemas(true), { numRuns: 12, seed: SEED })) {
      const near = cut(pair)
      await comesBack(session, near.from, { dependencies: false })
      await comesBack(session, near.to, { dependencies: false })
      await reachesTarget(session, near)
    }
  } finally {
    await session.close()
  }
})

function cut(pair: ChangedSchemas): ChangedSchemas {
  const found = differences(pair.from.catalogue, pair.to.catalogue)
  return neighbourhood(
    pair,
    found.map(({ object }) => object),
  )
}

/** As if PostgreSQL changed nothing in place, so that all that hangs on it is made anew. */
function refusing(pair: ChangedSchemas): typeof nothingLearned {
  const found = differences(pair.from.catalogue, pair.to.catalogue)
  return { ...nothingLearned, refused: new Set(found.map(({ object }) => referenceKey(object))) }
}
