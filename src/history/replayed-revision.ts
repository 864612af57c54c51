import type { Place } from '../kernel/place.ts'
import type { Session } from '../postgres/session.ts'

/** Which way a revision is run. */
export type Direction = 'up' | 'down'

/** A revision that can be run on a shadow, whatever tool its history is written for. */
export interface ReplayableRevision {
  readonly database: string
  readonly id: string
  readonly title: string
  readonly file: string
  readonly hasDown: boolean
  /**
   * Runs it one way. What PostgreSQL refuses is part of what comes of it, not thrown. Afterwards the
   * session is in the transaction that it was in before, or in none.
   */
  execute(ground: ReplayGround, direction: Direction): Promise<ReplayedRevision>
}

/** Where a revision is run. */
export interface ReplayGround {
  readonly session: Session
  /**
   * `own`: the revision begins and commits as its file says. `held`: the caller has begun a
   * transaction that will be rolled back, so nothing is begun or committed, and what cannot be run
   * in a transaction fails.
   */
  readonly transaction: 'own' | 'held'
  /** Sends texts in one message, within a transaction, where the session has a way of its own. */
  readonly runTogether?: ((texts: readonly string[]) => Promise<void>) | undefined
}

/** What came of running a revision one way. */
export interface ReplayedRevision {
  readonly direction: Direction
  /**
   * `failed`: nothing of it is left. `in part`: some of it was done, and the rest failed or could
   * not be read. `skipped`: it is optional, and what it needs cannot be had here.
   */
  readonly state: 'applied' | 'failed' | 'in part' | 'skipped'
  /** In the order in which they were sent, each as it was sent; the last may have failed. */
  readonly statements: readonly ReplayedStatement[]
  /** Statements of which nothing is there: refused, taken back with another, or never sent. */
  readonly undone: readonly ReplayedStatement[]
  readonly failure: ReplayFailure | null
  /** Why it was skipped. */
  readonly reason: string | null
  /** What of it could not be read. */
  readonly gaps: readonly ReplayGap[]
  /** What was taken for granted. */
  readonly assumptions: readonly ReplayAssumption[]
}

/** A statement of a revision, and where it stands. */
export interface ReplayedStatement {
  readonly sql: string
  readonly at: Place
}

/** Why a statement failed. */
export interface ReplayFailure {
  /** PostgreSQL's own words. */
  readonly message: string
  /** SQLSTATE; null where it was not PostgreSQL that refused. */
  readonly code: string | null
  readonly at: Place
  /** The source around the place, with a caret; null where there is none to show. */
  readonly excerpt: string | null
  /** Further facts, one a line. */
  readonly details: readonly string[]
}

/** Something to know about a replay, and where. */
export interface ReplayNote {
  /** A clause without a full stop. */
  readonly text: string
  readonly at: Place
}

/** Something of a revision that could not be read. */
export interface ReplayGap extends ReplayNote {
  /**
   * `rows` where no more than rows can differ; `absent` for a relation that nobody made;
   * `consequence` for what was read, and refused because of another gap, or of a relation that nobody
   * made or that was lent as it is today.
   */
  readonly kind: 'schema' | 'rows' | 'absent' | 'consequence'
  /** Tables and other names that it could have touched; empty where that is not known. */
  readonly touches: readonly string[]
}

/** Something that was taken for granted: `DATABASE_URL is set`. */
export interface ReplayAssumption extends ReplayNote {
  /** `borrowed` for what no revision made and another witness lent. */
  readonly kind: 'environment' | 'argument' | 'rows' | 'transaction' | 'borrowed'
}
