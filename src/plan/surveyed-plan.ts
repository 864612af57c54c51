import type { QualifiedName } from '../catalogue/qualified-name.ts'
import type { Plan, PlanBlock, PlannedPreflight, PlannedStatement } from './plan.ts'
import type { TimeMagnitude } from './time-magnitude.ts'

/** A plan, with what the database that it is for says of it. */
export interface SurveyedPlan extends Plan {
  readonly blocks: readonly SurveyedBlock[]
}

/** A block of a plan that was surveyed. */
export interface SurveyedBlock extends PlanBlock {
  readonly statements: readonly SurveyedStatement[]
}

/** A statement, with what the live data say of it. */
export interface SurveyedStatement extends PlannedStatement {
  readonly preflight: readonly AnsweredPreflight[]
  /** Of tables that it blocks, writes anew or reads whole, and that are there. Sorted by name. */
  readonly sizes: readonly RelationSize[]
  /** How long it works, apart from waiting; null where that is not known. */
  readonly time: TimeMagnitude | null
}

/** A preflight query that was asked. */
export interface AnsweredPreflight extends PlannedPreflight {
  /** Null where it could not be asked. */
  readonly count: number | null
  /** Why it could not be asked, in PostgreSQL's words. */
  readonly failure: string | null
}

/** How large a table or materialised view is. */
export interface RelationSize {
  readonly relation: QualifiedName
  /** As PostgreSQL estimates them; null where the table was never analysed. */
  readonly rows: number | null
  /** The table without its indexes. */
  readonly tableBytes: number
  /** The table with its indexes. */
  readonly totalBytes: number
}
