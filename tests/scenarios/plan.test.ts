import { expect, test } from 'vitest'
import { differences } from '../../src/compare/differences.ts'
import type { Session } from '../../src/postgres/session.ts'
import { sessionOfFile } from '../support/plan-session.ts'
import { hasVector, type PlanScenario, type ScenarioHazard } from '../support/plan-scenario.ts'
import { readPlanScenarios } from '../support/plan-scenarios.ts'
import { builtSchema, planText, thereAndBack, type PlannedPair } from '../support/planned-pair.ts'
import { preparedSession } from '../support/prepared-session.ts'
import { databaseOfFile } from '../support/test-database.ts'

/** The tests' own PostgreSQL comes without pgvector. */
const scenarios = readPlanScenarios().filter((scenario) => !hasVector(scenario))

const session = sessionOfFile(async () => preparedSession(await databaseOfFile(18)))

test.each(scenarios)('$file: $name', (scenario) => leadsThereAndBack(session(), scenario))

async function leadsThereAndBack(session: Session, scenario: PlanScenario): Promise<void> {
  const { before, after } = scenario
  const to = await builtSchema(session, after)
  if (scenario.equal) {
    const from = await builtSchema(session, before)
    expect(differences(from.catalogue, to.catalogue)).toEqual([])
    return
  }
  const { there, found } = await thereAndBack(session, scenario, to)
  expect(found).not.toEqual([])
  // What stands under another name is asked for by renames, which come before a plan.
  if (scenario.renames.length === 0) keepsItsWord(there, scenario)
}

function keepsItsWord({ steps }: PlannedPair, scenario: PlanScenario): void {
  const { forbids, hazards, file } = scenario
  // Whether values may not fit another type is seen when it is tried.
  const tried = file === 'column-types.sql' || file === 'enums.sql'

  const text = planText(steps).toLowerCase()
  expect(forbids.filter((forbidden) => text.includes(forbidden.toLowerCase()))).toEqual([])
  const stated = steps.flatMap((step) => step.statements.flatMap((each) => each.hazards))
  const kinds = new Set<string>(stated.map(({ kind }) => kind))
  expect(hazards.filter((hazard) => !tried && !observed.has(hazard) && !kinds.has(hazard))).toEqual(
    [],
  )
}

/** Those that are not known before a plan was tried. */
const observed: ReadonlySet<ScenarioHazard> = new Set([
  'blocks-reads',
  'blocks-writes',
  'rewrite',
  'long-scan',
])
