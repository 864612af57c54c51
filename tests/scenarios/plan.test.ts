import { afterAll, beforeAll, expect, test } from 'vitest'
import { differences } from '../../src/compare/differences.ts'
import { openEmbedded } from '../../src/embedded/open-embedded.ts'
import type { Session } from '../../src/postgres/session.ts'
import { openSession } from '../support/catalogue-session.ts'
import { sharedCache } from '../support/embedded-folders.ts'
import type { PlanScenario, ScenarioHazard } from '../support/plan-scenario.ts'
import { readPlanScenarios } from '../support/plan-scenarios.ts'
import { builtSchema, planText, reachesSchema, type PlannedPair } from '../support/planned-pair.ts'
import { databaseOfFile } from '../support/test-database.ts'

/** An engine with a session for all scenarios: what they do is taken back. */
interface Engine {
  readonly session: Session
  readonly runs: (scenario: PlanScenario) => boolean
}

const engines: Engine[] = []

beforeAll(async () => {
  engines.push({
    session: await openEmbedded({ folder: null, cache: sharedCache }),
    runs: () => true,
  })
  for (const major of [15, 18] as const) {
    const session = await openSession(await databaseOfFile(major))
    engines.push({ session, runs: (scenario) => scenario.since <= major && !wantsVector(scenario) })
  }
})

afterAll(async () => {
  for (const { session } of engines) await session.close()
})

test.each(readPlanScenarios())('$file: $name', async (scenario) => {
  const able = engines.filter(({ runs }) => runs(scenario))
  const attempts = able.map(({ session }) => leadsThereAndBack(session, scenario))
  // No session is left at work for the next scenario.
  await Promise.allSettled(attempts)
  await Promise.all(attempts)
})

/** The native servers of the tests come without pgvector. */
function wantsVector({ before, after }: PlanScenario): boolean {
  return `${before}\n${after}`.includes('create extension vector')
}

async function leadsThereAndBack(session: Session, scenario: PlanScenario): Promise<void> {
  const { before, after } = scenario
  const from = await builtSchema(session, before)
  const to = await builtSchema(session, after)
  const found = differences(from.catalogue, to.catalogue)
  expect(found.length === 0).toBe(scenario.equal)
  if (scenario.equal) return
  const there = await reachesSchema(session, before, to)
  await reachesSchema(session, after, from)
  // What stands under another name is asked for by renames, which come before a plan.
  if (scenario.renames.length === 0) keepsItsWord(there, scenario)
}

function keepsItsWord({ steps }: PlannedPair, { forbids, hazards }: PlanScenario): void {
  const text = planText(steps).toLowerCase()
  expect(forbids.filter((forbidden) => text.includes(forbidden.toLowerCase()))).toEqual([])
  const stated = steps.flatMap((step) => step.statements.flatMap((each) => each.hazards))
  const kinds = new Set<string>(stated.map(({ kind }) => kind))
  expect(hazards.filter((hazard) => !observed.has(hazard) && !kinds.has(hazard))).toEqual([])
}

/** Those that are not known before a plan was tried. */
const observed: ReadonlySet<ScenarioHazard> = new Set([
  'blocks-reads',
  'blocks-writes',
  'rewrite',
  'long-scan',
])
