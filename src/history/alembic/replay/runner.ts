import type { ReplayAssumption } from '../../replayed-revision.ts'
import type { Place } from '../../../kernel/place.ts'
import type { Session } from '../../../postgres/session.ts'
import type {
  PresupposedRelation,
  RevisionFailure,
  RevisionStatement,
} from '../revision-outcome.ts'

/** A row as the session gives it. */
export type Row = Readonly<Record<string, unknown>>

/** What came of statements: the rows of the last, or why one was refused. */
export type Ran =
  | { readonly kind: 'done'; readonly rows: readonly Row[]; readonly count: number }
  | { readonly kind: 'refused'; readonly failure: RevisionFailure }

/** What revisions speak to: a shadow on which all is tried, or the database itself. */
export interface Runner {
  readonly session: Session
  readonly statements: readonly RevisionStatement[]
  readonly failures: readonly RevisionFailure[]
  readonly presupposed: readonly PresupposedRelation[]
  readonly assumptions: ReplayAssumption[]
  /** How many of the statements were done. */
  readonly done: number
  /** What would have ended the transaction of the caller. */
  readonly heldRefusal: RevisionFailure | null
  /** Names of all relations that were lent so far. */
  readonly borrowed: readonly string[]
  /** Whether a relation was presupposed so far that nobody lent. */
  readonly lacksRelations: boolean
  /** Whether a refusal ends the revision, as it does in Python, and a gap too; else the rest goes on. */
  readonly isStrict: boolean
  /** Runs a text of one or several statements. */
  run(text: string, at: Place): Promise<Ran>
  /** Asks without noting it as a statement of the revision. */
  ask(sql: string, at: Place): Promise<Ran>
  /** A savepoint of the revision's own. */
  savepoint(action: SavepointAction, name: string): Promise<void>
  /** From here on statements are outside of a transaction, until {@link leaveAutocommit}. */
  enterAutocommit(at: Place): Promise<void>
  leaveAutocommit(): Promise<void>
  /** Borrows a relation that no revision made; false where nobody has it, or where one was there. */
  lend(relation: RelationName, at: Place): Promise<boolean>
  /** Notes a refusal that the revision does not answer itself. */
  note(failure: RevisionFailure): void
  /** The revision answers a refusal itself: it presupposed nothing. */
  forgive(failure: RevisionFailure): void
  /** Whether a refusal is of a relation that nobody made. */
  isPresupposed(failure: RevisionFailure): boolean
}

/** The name of a relation; its schema is null where it is found by the search path. */
export interface RelationName {
  readonly schema: string | null
  readonly name: string
}

/** What is said of a savepoint. */
export type SavepointAction = 'savepoint' | 'release savepoint' | 'rollback to savepoint'
