import { afterAll, describe, expect, test } from 'vitest'
import { makePlan, type PlanWitness } from '../../src/plan/make-plan.ts'
import type { LendShadow } from '../../src/plan/lend-shadow.ts'
import type { Plan } from '../../src/plan/plan.ts'
import { hazardsOfPlan } from '../../src/plan/hazards-of-plan.ts'
import { parseRename } from '../../src/plan/rename-request.ts'
import { introspectWithDependencies } from '../../src/postgres/introspect.ts'
import type { Session } from '../../src/postgres/session.ts'
import { loadParser } from '../../src/sql/parser.ts'
import { openSession } from '../support/catalogue-session.ts'
import { LentShadows } from '../support/lent-shadows.ts'
import { hasVector, type PlanScenario } from '../support/plan-scenario.ts'
import { readPlanScenarios } from '../support/plan-scenarios.ts'
import { lastingDatabase } from '../support/test-database.ts'
import { withinTransaction } from '../support/within-transaction.ts'

/** Those that say of what form the statements are; that all reach their target another test shows. */
const scenarios = readPlanScenarios().filter(
  (scenario) =>
    scenario.expects.length + scenario.renames.length + seen(scenario) > 0 && !hasVector(scenario),
)

/** How many of the hazards are known only once the plan was tried. */
function seen({ hazards, file }: PlanScenario): number {
  const typed = file === 'column-types.sql' || file === 'enums.sql' ? ['may-fail-on-data'] : []
  const observed = ['blocks-reads', 'blocks-writes', 'rewrite', 'long-scan', ...typed]
  return hazards.filter((hazard) => observed.includes(hazard)).length
}

/** Each is planned on one server, so that all are served. */
const majors = [15, 18] as const

const shadows = {
  15: new LentShadows(async () => openSession(await lastingDatabase(15))),
  18: new LentShadows(async () => openSession(await lastingDatabase(18))),
}
afterAll(() => Promise.all(majors.map((major) => shadows[major].close())))

describe('plans are online, and say what can go wrong', () => {
  test.each(scenarios.map((scenario, at) => ({ ...scenario, at })))(
    '$file: $name',
    async (scenario) => {
      const turn = majors[scenario.at % majors.length] ?? 18
      const major = scenario.since <= turn ? turn : 18
      const plan = await planned(shadows[major].lend, scenario)
      const text = textOf(plan)
      for (const expected of scenario.expects) expect(text).toContain(expected.toLowerCase())
      for (const forbidden of scenario.forbids) expect(text).not.toContain(forbidden.toLowerCase())
      const kinds = hazardsOfPlan(plan).map(({ kind }) => kind)
      expect(kinds).toEqual(expect.arrayContaining([...scenario.hazards]))
    },
  )
})

/** A plan that does not reach its target is thrown out by `makePlan` itself. */
async function planned(lend: LendShadow, scenario: PlanScenario): Promise<Plan> {
  await loadParser()
  const [from, to] = await lend(
    async (session) =>
      [
        await witness(session, 'before', scenario.before),
        await witness(session, 'after', scenario.after),
      ] as const,
  )
  const renames = scenario.renames.map(parseRename)
  const timeouts = { lock: 3_000, statement: null }
  return makePlan(lend, { from, to, renames, online: true, timeouts })
}

async function witness(session: Session, name: string, script: string): Promise<PlanWitness> {
  await session.run('begin')
  try {
    await session.run(script)
    return { witness: name, ...(await introspectWithDependencies(withinTransaction(session))) }
  } finally {
    await session.run('rollback')
  }
}

function textOf({ blocks }: Plan): string {
  const statements = blocks.flatMap((block) => block.statements)
  return statements.map(({ sql }) => `${sql};`.toLowerCase()).join('\n')
}
