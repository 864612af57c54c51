import type { Place } from '../../kernel/place.ts'
import type {
  Direction,
  ReplayedRevision,
  ReplayedStatement,
  ReplayFailure,
} from '../replayed-revision.ts'
import type { AlembicRevision } from './alembic-revision.ts'

/** One statement that a revision ran. */
export interface RevisionStatement extends ReplayedStatement {
  /** `rows` for one that moves rows alone. */
  readonly kind: 'schema' | 'rows'
  /** False for one of an autocommit block. */
  readonly transaction: boolean
}

/** A statement that PostgreSQL, or the revision itself, refused; the words may be an exception's. */
export interface RevisionFailure extends ReplayFailure {
  /** Null for an exception of the revision's own. */
  readonly sql: string | null
}

/** A relation that a revision needs and that no revision before it made. */
export interface PresupposedRelation {
  readonly schema: string | null
  readonly name: string
  readonly at: Place
  /** Whether another witness lent it; else the statement was passed over. */
  readonly isBorrowed: boolean
}

/** A type that a revision would make, were it not for another one of the same run that made it. */
export interface RememberedType {
  readonly schema: string | null
  readonly name: string
  readonly at: Place
  readonly before: { readonly revision: string; readonly at: Place }
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
  /** Told among the gaps, or the assumptions, too. */
  readonly presupposed: readonly PresupposedRelation[]
  /** Types that are made only where the revision is run by itself: there they are refused. */
  readonly remembered: readonly RememberedType[]
}
