import type { Sql } from '../sql/sql.ts'

/** A query that says on the live data whether a statement will fail. */
export interface Preflight {
  /** What it counts, for people: `rows of public.users without an email`. */
  readonly counts: string
  /** Gives one row with one column, `count`: 0 where nothing stands in the way. */
  readonly query: Sql
}
