import type { Place } from '../../kernel/place.ts'
import type {
  Direction,
  ReplayedRevision,
  ReplayedStatement,
  ReplayFailure,
  ReplayNote,
} from '../replayed-revision.ts'
import type { AlembicRevision } from './alembic-revision.ts'

/** One statement that a revision ran. */
export interface RevisionStatement extends ReplayedStatement {
  /** `rows` for one that moves rows alone. */
  readonly kind: 'schema' | 'rows'
}

/** A statement that PostgreSQL, or the revision itself, refused; the words may be an exception's. */
export interface RevisionFailure extends ReplayFailure {
  /** Null for an exception of the revision's own. */
  readonly sql: string | null
}

/** Something of a revision that could not be read. */
export interface RevisionGap extends ReplayNote {
  /**
   * `rows` where no more than rows can differ; `absent` for a relation that nobody made;
   * `consequence` for what was read, and refused because of another gap, or of a relation that nobody
   * made or that was lent as it is today.
   */
  readonly kind: 'schema' | 'rows' | 'absent' | 'consequence'
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

/** Something that was taken for granted: `DATABASE_URL is set`. */
export interface Assumption extends ReplayNote {
  /** `borrowed` for what no revision made and another witness lent. */
  readonly kind: 'environment' | 'argument' | 'rows' | 'transaction' | 'borrowed'
}

/** What came of replaying one revision in one direction. */
export interface RevisionOutcome extends ReplayedRevision {
  readonly revision: AlembicRevision
  readonly direction: Direction
  readonly state: Exclude<ReplayedRevision['state'], 'skipped'>
  readonly statements: readonly RevisionStatement[]
  /** The first of them. */
  readonly failure: RevisionFailure | null
  /** All of them. */
  readonly failures: readonly RevisionFailure[]
  readonly gaps: readonly RevisionGap[]
  /** Told among the gaps, or the assumptions, too. */
  readonly presupposed: readonly PresupposedRelation[]
  readonly assumptions: readonly Assumption[]
}
