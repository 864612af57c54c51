import type { Place } from '../../kernel/place.ts'
import type { AlembicRevision } from './alembic-revision.ts'

/** Which function of a revision is replayed. */
export type Direction = 'up' | 'down'

/** One statement that a revision ran, in the order in which they ran. */
export interface ReplayedStatement {
  readonly sql: string
  readonly at: Place
  /** `rows` for one that moves rows alone. */
  readonly kind: 'schema' | 'rows'
}

/** A statement that PostgreSQL, or the revision itself, refused. */
export interface RevisionFailure {
  /** PostgreSQL's words, or those of the exception. */
  readonly message: string
  /** SQLSTATE; null for an exception of the revision's own. */
  readonly code: string | null
  /** Detail and hint, one fact a line. */
  readonly details: readonly string[]
  readonly at: Place
  readonly sql: string | null
}

/** Something of a revision that could not be read. */
export interface RevisionGap {
  /** A clause without a full stop. */
  readonly reason: string
  readonly at: Place
  /**
   * `rows` where no more than rows can differ; `consequence` for what was read, and refused because of
   * another gap, or of a relation that nobody made or that was lent as it is today.
   */
  readonly kind: 'schema' | 'rows' | 'consequence'
  /** Tables and other names that it could have touched; empty where that is not known. */
  readonly touches: readonly string[]
}

/** A relation that a revision needs and that no revision before it made. */
export interface PresupposedRelation {
  readonly schema: string | null
  readonly name: string
  readonly at: Place
  /** Whether another witness lent it; else the statement was passed over. */
  readonly isBorrowed: boolean
}

/** Something that a revision asked and that was answered for it. */
export interface Assumption {
  readonly kind: 'environment' | 'argument' | 'rows' | 'transaction'
  /** A clause without a full stop: `DATABASE_URL is set`. */
  readonly text: string
  readonly at: Place
}

/** What came of replaying one revision in one direction. */
export interface RevisionOutcome {
  readonly revision: AlembicRevision
  readonly direction: Direction
  readonly statements: readonly ReplayedStatement[]
  /** `in part` where something of it was not read or passed over. */
  readonly state: 'applied' | 'failed' | 'in part'
  /** The first of them. */
  readonly failure: RevisionFailure | null
  /** All of them. */
  readonly failures: readonly RevisionFailure[]
  readonly gaps: readonly RevisionGap[]
  readonly presupposed: readonly PresupposedRelation[]
  readonly assumptions: readonly Assumption[]
}
