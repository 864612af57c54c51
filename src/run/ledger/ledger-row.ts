/** How far a revision has come in a database. */
export type LedgerState = 'applied' | 'partial' | 'skipped'

/** Which way a revision was going. Only a partial one can be on its way down. */
export type Direction = 'up' | 'down'

/** What the ledger of a database says about one revision. */
export interface LedgerRow {
  readonly revision: string
  /** SHA-256 of the file that was run. */
  readonly checksum: string
  readonly state: LedgerState
  readonly direction: Direction
  /** Statements of the section that are done. */
  readonly statements: number
  /** SHA-256 of the done statements of a partial revision: what follows them may still be edited. */
  readonly done: string | null
  /**
   * True while a statement runs that cannot share a transaction with this row. If it still stands
   * on the next run, the statement was interrupted, and whether it is done must be found out.
   */
  readonly inDoubt: boolean
  /** Why it was skipped. */
  readonly reason: string | null
  /** How long it took, in milliseconds. */
  readonly milliseconds: number
  /** When the row was written, as PostgreSQL prints it in UTC. */
  readonly at: string
  /** The role that wrote it. */
  readonly by: string
  /** The release that it was a part of. */
  readonly release: string
}
