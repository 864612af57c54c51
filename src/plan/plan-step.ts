import type { ObjectReference } from '../catalogue/object-reference.ts'
import type { TiedStep } from '../sql/print/creation/step-graph.ts'
import type { Sql } from '../sql/sql.ts'
import type { Hazard } from './hazard.ts'
import type { PlanRank } from './plan-rank.ts'
import type { Preflight } from './preflight.ts'

/** One thing that a plan does to one object, and its place in the order. */
export interface PlanStep extends TiedStep {
  readonly rank: PlanRank
  readonly object: ObjectReference
  readonly statements: readonly PlanStatement[]
  /** Removals that must come before because of certain objects, so that a circle can be opened. */
  readonly after: readonly Removal[]
}

/** That an object needs another one, and is gone once a step with the key has run. */
export interface Removal {
  /** The object that is gone then. */
  readonly dependent: string
  readonly key: string
}

/** A statement of a plan, before it was tried. */
export interface PlanStatement {
  readonly sql: Sql
  readonly mode: StatementMode
  readonly hazards: readonly Hazard[]
  readonly preflight: readonly Preflight[]
}

/**
 * How a statement goes with those around it: `together` in one transaction; `apart`: in a
 * transaction of its own; `alone`: not in a transaction.
 */
export type StatementMode = 'together' | 'apart' | 'alone'

/** A statement without hazards, in a transaction with others. */
export function statement(
  sql: Sql,
  facts: Partial<Omit<PlanStatement, 'sql'>> = {},
): PlanStatement {
  return { sql, mode: 'together', hazards: [], preflight: [], ...facts }
}

/** Several of them. */
export function statements(
  all: readonly Sql[],
  facts: Partial<Omit<PlanStatement, 'sql'>> = {},
): readonly PlanStatement[] {
  return all.map((sql) => statement(sql, facts))
}

/** A step with nothing before it but what is said. */
export function planStep(
  step: Pick<PlanStep, 'rank' | 'object' | 'statements'> & Partial<PlanStep>,
): PlanStep {
  return { makes: [], bears: [], needs: [], after: [], ...step }
}
