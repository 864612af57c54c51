import type { Reference } from '../references/reference.ts'

/** How many rows point at nothing by a reference. */
export interface CountedOrphans {
  readonly reference: Reference
  /** Rows whose value no key has. Null values are not counted. */
  readonly orphans: number
  /** Rows that were looked at: those with a value. */
  readonly rows: number
}
