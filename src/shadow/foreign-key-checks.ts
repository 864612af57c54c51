/** A foreign key of the shadow, by PostgreSQL's oids. */
export interface ForeignKeyRow {
  readonly oid: number
  /** The key of the partitioned table that it belongs to, or 0. */
  readonly parent: number
  readonly from: number
  readonly to: number
  readonly validated: boolean
}

/** Two tables that a statement joined, to see that a foreign key holds. */
export interface ForeignKeyCheck {
  readonly from: number
  readonly to: number
  /**
   * `validation` reads the referencing table first, and the referenced one with it; a new column has
   * no rows to check. The check before a `departure` of a referenced partition may begin with either.
   */
  readonly reason: 'validation' | 'departure'
}

/**
 * Which foreign keys a statement may have had to check. The counters do not tell it: where one side of
 * a join is empty, PostgreSQL does not begin to read the other.
 */
export function foreignKeyChecks(
  before: readonly ForeignKeyRow[],
  after: readonly ForeignKeyRow[],
): readonly ForeignKeyCheck[] {
  const then = new Map(before.map((key) => [key.oid, key]))
  const now = new Map(after.map((key) => [key.oid, key]))
  const validated = after.filter((key) => key.validated && then.get(key.oid)?.validated !== true)
  const departed = before.filter((key) => {
    // That of a dropped referencing partition has its parent's referenced table.
    return !now.has(key.oid) && now.get(key.parent)?.from === key.from
  })
  return [
    ...validated.map(({ from, to }) => ({ from, to, reason: 'validation' as const })),
    ...departed.map(({ from, to }) => ({ from, to, reason: 'departure' as const })),
  ]
}
