import type { UserError } from '../kernel/user-error.ts'
import type { Notice } from '../postgres/session.ts'
import type { Direction } from './ledger/ledger-row.ts'

/** What one run did over the databases of an application. */
export interface Release {
  readonly kind: 'release'
  readonly id: string
  readonly direction: Direction
  /** Sorted by name. */
  readonly databases: readonly DatabaseRelease[]
  /** Why it ended before its end: what comes before stays done. */
  readonly failure: UserError | null
}

/** What was done in one database, and where it stands now. */
export interface DatabaseRelease {
  readonly database: string
  /** In the order in which they were run. */
  readonly done: readonly DoneRevision[]
  readonly skipped: readonly SkippedRevision[]
  /** The revision that failed here. */
  readonly failed: string | null
  /** The last applied revision, of Alembic all heads (`a1, b2`), or null for none. */
  readonly head: string | null
  /** Revisions that are still to be applied, partial and skipped ones included. */
  readonly pending: readonly string[]
}

/** A revision that was run. */
export interface DoneRevision {
  readonly revision: string
  /** Wall-clock time, milliseconds. */
  readonly milliseconds: number
  readonly notices: readonly Notice[]
}

/** An optional revision that could not be had. */
export interface SkippedRevision {
  readonly revision: string
  /** PostgreSQL's words. */
  readonly reason: string
}
