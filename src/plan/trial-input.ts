import type { Sql } from '../sql/sql.ts'
import type { PlannedRights } from './planned-rights.ts'
import type { Schema } from './side.ts'

/** What is tried: how to come from one schema to another. */
export interface TrialInput {
  readonly from: Schema
  readonly to: Schema
  /** Statements that give objects of the old schema other names. */
  readonly renames: readonly Sql[]
  /** The major version of the server that the plan is for. */
  readonly major: number
  /** Null where they are not known. */
  readonly rights: PlannedRights | null
}
