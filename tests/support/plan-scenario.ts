import type { Major } from './native-postgres.ts'

/** The hazards that a scenario may ask for: the closed set of the planner. */
export const scenarioHazards = [
  'data-loss',
  'blocks-writes',
  'blocks-reads',
  'rewrite',
  'long-scan',
  'may-fail-on-data',
  'breaks-application',
  'cannot-be-undone',
  'depends-on-extension',
] as const

/** One of them. */
export type ScenarioHazard = (typeof scenarioHazards)[number]

/** A schema before and after, and what the plan from the one to the other must look like. */
export interface PlanScenario {
  /** A sentence, not used twice. */
  readonly name: string
  /** The file's name without its folder: `tables.sql`. */
  readonly file: string
  /** Of `-- scenario:`, from 1. */
  readonly line: number
  /** The lowest major that knows the syntax. */
  readonly since: Major
  /** True where the two sides are the same schema, spelled differently. */
  readonly equal: boolean
  /** What stands in the planned SQL, whatever the case of its letters. */
  readonly expects: readonly string[]
  /** What does not stand in it. */
  readonly forbids: readonly string[]
  /** Which are among the plan's. */
  readonly hazards: readonly ScenarioHazard[]
  /** As the user would tell the planner: `public.users.name=full_name`. */
  readonly renames: readonly string[]
  /** Builds one side from an empty database. */
  readonly before: string
  /** Builds the other side from an empty database. */
  readonly after: string
}

/** Whether a scenario needs pgvector, which only the embedded engine of the tests has. */
export function hasVector({ before, after }: PlanScenario): boolean {
  return `${before}\n${after}`.includes('create extension vector')
}
