import { readdirSync, readFileSync } from 'node:fs'
import type { Major } from './native-postgres.ts'
import { scenarioHazards, type PlanScenario, type ScenarioHazard } from './plan-scenario.ts'

const folder = new URL('../scenarios/plan/', import.meta.url)

/**
 * Reads every scenario of tests/scenarios/plan, by file and line.
 *
 * @throws Error with file and line where a scenario is not of the form, or its name is used twice
 */
export function readPlanScenarios(): readonly PlanScenario[] {
  const files = readdirSync(folder).filter((name) => name.endsWith('.sql'))
  const scenarios = files
    .sort()
    .flatMap((file) => parsePlanScenarios(readFileSync(new URL(file, folder), 'utf8'), file))
  refuseRepeatedNames(scenarios)
  return scenarios
}

/**
 * Reads the scenarios of one file. A scenario is `-- scenario: <sentence>`, then any of
 * `-- since: <major>`, `-- equal`, `-- plan: <text>`, `-- plan not: <text>`,
 * `-- hazards: <hazard>, …` and `-- rename: <old>=<new>`, then `-- before` and `-- after`, each with
 * SQL below it. Before the first scenario there may be comments.
 *
 * @throws Error with file and line where something else stands there
 */
export function parsePlanScenarios(text: string, file: string): readonly PlanScenario[] {
  const drafts: Draft[] = []
  for (const [index, line] of text.split('\n').entries()) {
    const at = { file, line: index + 1 }
    const name = /^-- scenario: *(.*?) *$/.exec(line)?.[1]
    const draft = drafts.at(-1)
    if (name !== undefined) drafts.push(newDraft(name, at))
    else if (draft !== undefined) take(draft, line, at)
    else if (!/^(--.*)?$/.test(line)) throw fault(at, `"${line}" stands before the first scenario`)
  }
  return drafts.map(finished)
}

interface LineOfFile {
  readonly file: string
  readonly line: number
}

interface Draft {
  readonly at: LineOfFile
  readonly name: string
  since: Major
  equal: boolean
  readonly expects: string[]
  readonly forbids: string[]
  readonly hazards: ScenarioHazard[]
  readonly renames: string[]
  before: string[] | null
  after: string[] | null
}

function newDraft(name: string, at: LineOfFile): Draft {
  if (name === '') throw fault(at, 'a scenario has no name')
  const lists = { expects: [], forbids: [], hazards: [], renames: [] }
  return { at, name, since: 14, equal: false, ...lists, before: null, after: null }
}

function take(draft: Draft, line: string, at: LineOfFile): void {
  if (draft.after) draft.after.push(line)
  else if (line === '-- after') {
    if (!draft.before) throw fault(at, '"-- after" has no "-- before" above it')
    draft.after = []
  } else if (draft.before) draft.before.push(line)
  else if (line === '-- before') draft.before = []
  else takeHeader(draft, line, at)
}

function takeHeader(draft: Draft, line: string, at: LineOfFile): void {
  const [, key, value = ''] = /^-- ([a-z ]+?)(?:: *(.*?))? *$/.exec(line) ?? []
  if (key !== 'equal' && value === '') throw fault(at, `"${line}" is no header with a value`)
  switch (key) {
    case 'equal':
      draft.equal = true
      return
    case 'since':
      draft.since = majorOf(value, at)
      return
    case 'plan':
      draft.expects.push(value)
      return
    case 'plan not':
      draft.forbids.push(value)
      return
    case 'hazards':
      draft.hazards.push(...value.split(/, */).map((hazard) => hazardOf(hazard, at)))
      return
    case 'rename':
      draft.renames.push(value)
      return
    case undefined:
    default:
      throw fault(at, `"${line}" is no header of a scenario`)
  }
}

function majorOf(text: string, at: LineOfFile): Major {
  const major = ([14, 15, 16, 17, 18] as const).find((known) => String(known) === text)
  if (major === undefined) throw fault(at, `"${text}" is no major version from 14 to 18`)
  return major
}

function hazardOf(text: string, at: LineOfFile): ScenarioHazard {
  const hazard = scenarioHazards.find((known) => known === text)
  if (hazard === undefined) throw fault(at, `"${text}" is no hazard`)
  return hazard
}

function finished({ at, before, after, ...draft }: Draft): PlanScenario {
  if (!before || !after) throw fault(at, `"${draft.name}" has no "-- before" or no "-- after"`)
  if (draft.equal && draft.expects.length + draft.renames.length > 0) {
    throw fault(at, `"${draft.name}" is equal, so there is nothing to plan`)
  }
  return { ...draft, ...at, before: before.join('\n').trim(), after: after.join('\n').trim() }
}

function refuseRepeatedNames(scenarios: readonly PlanScenario[]): void {
  const seen = new Set<string>()
  for (const scenario of scenarios) {
    if (seen.has(scenario.name)) throw fault(scenario, `"${scenario.name}" is there twice`)
    seen.add(scenario.name)
  }
}

function fault({ file, line }: LineOfFile, message: string): Error {
  return new Error(`${file}:${line}: ${message}`)
}
