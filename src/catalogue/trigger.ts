/** A trigger of a table or view. PostgreSQL's own, behind foreign keys, are not listed. */
export interface Trigger {
  readonly kind: 'trigger'
  readonly name: string
  /** As `pg_get_triggerdef` prints it. */
  readonly definition: string
  readonly enabled: 'origin' | 'replica' | 'always' | 'disabled'
  /** True for the copy that a partition has of its parent's. */
  readonly inherited: boolean
  readonly comment: string | null
}
