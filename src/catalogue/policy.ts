/** A row security policy of a table. */
export interface Policy {
  readonly kind: 'policy'
  readonly name: string
  readonly command: 'all' | 'select' | 'insert' | 'update' | 'delete'
  readonly permissive: boolean
  /** Sorted; `public` stands for everybody. */
  readonly roles: readonly string[]
  readonly using: string | null
  readonly check: string | null
  readonly comment: string | null
}
