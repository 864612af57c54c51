import type { ObjectReference } from '../catalogue/object-reference.ts'
import type { Place } from '../kernel/place.ts'

/** What is known of a history besides the schema that it makes. An empty list says nothing. */
export interface HistoryFacts {
  /** Which tool its files are written for. */
  readonly tool: 'elenchus' | 'alembic'
  /** What is wrong with files and with the links between them. */
  readonly faults: readonly HistoryFault[]
  /** Revisions that nothing comes after, sorted by id. */
  readonly heads: readonly RevisionHead[]
  readonly docstrings: readonly DocstringDisagreement[]
  readonly gates: readonly EnvironmentGate[]
  readonly presupposed: readonly PresupposedObject[]
  readonly madeTwice: readonly MadeTwice[]
  readonly swallowed: readonly SwallowedStatements[]
  /** Ways down that were tried and lead elsewhere or nowhere; empty where they were not tried. */
  readonly downs: readonly TriedDown[]
  readonly unsafe: readonly UnsafeStatement[]
  /** What makes a schema beside the history. */
  readonly outside: readonly OutsideMaker[]
}

/** Something that is said of a revision, at a place in its file. */
interface OfRevision {
  readonly revision: string
  readonly at: Place
}

/** What is wrong with a file or a link; the codes are those of `AlembicFault`. */
export interface HistoryFault {
  readonly code:
    | 'syntax-error'
    | 'no-revision-id'
    | 'unread-revision'
    | 'duplicate-revision'
    | 'missing-revision'
    | 'revision-cycle'
    | 'long-revision-id'
  /** One sentence that names the object in double quotes. */
  readonly message: string
  /** Of the revision whose file it stands in; null where the file has no id. */
  readonly revision: string | null
  readonly at: Place
  /** The source around the place, with a caret; null where it says nothing. */
  readonly excerpt: string | null
}

/** A revision that nothing comes after. */
export interface RevisionHead extends OfRevision {
  /** Branches that it is the head of: with labels, several heads are meant. */
  readonly labels: readonly string[]
}

/** A docstring that says otherwise than the code below it. */
export interface DocstringDisagreement extends OfRevision {
  readonly field: 'revision' | 'down_revision'
  /** What the docstring says: ids with commas between them, or nothing. */
  readonly docstring: string
  /** What counts. */
  readonly code: string
}

/** A revision that asks its environment what to do. */
export interface EnvironmentGate extends OfRevision {
  /** What was answered for it, a clause without a full stop: `DATABASE_URL is set`. */
  readonly text: string
}

/** A relation that a revision needs and that no revision before it made. */
export interface PresupposedObject extends OfRevision {
  readonly schema: string | null
  readonly name: string
}

/** An object that is made again while it is there. */
export interface MadeTwice extends OfRevision {
  readonly object: ObjectReference
  /** The revision that made it, and where. */
  readonly before: OfRevision
  /**
   * What becomes of the second one. `passed over`: it is said `if not exists`, so that it does nothing,
   * whatever it says. `remembered`: it does nothing where the same run made the first one, and else it
   * is refused.
   */
  readonly second: 'refused' | 'passed over' | 'remembered'
}

/** Statements in a `try` whose handler goes on. */
export interface SwallowedStatements extends OfRevision {
  /** What is called there: `op.create_index`, sorted. */
  readonly calls: readonly string[]
}

/** A way down that does not lead back. */
export interface TriedDown extends OfRevision {
  readonly kind: 'failed' | 'not-inverse'
  /** PostgreSQL's words, or what differs: `table public.notes is left behind`. */
  readonly says: readonly string[]
}

/** A statement that cannot run in the transaction that it stands in. */
export interface UnsafeStatement extends OfRevision {
  /** A clause without a full stop. */
  readonly reason: string
}

/** Something that makes a schema beside the history. */
export interface OutsideMaker {
  /** `script`: a SQL file that no history has. */
  readonly kind: 'create-all' | 'stamp' | 'script'
  /** From the application's folder, and so the same wherever that is. */
  readonly file: string
  readonly at: Place
  /** The call as it is written; of a script the tables that it makes or alters, as `public.users`. */
  readonly says: readonly string[]
  /** Every way to spell the metadatas that `create_all` is called on; empty where that is not known. */
  readonly metadatas: readonly string[]
}

/** A call of which nobody knows which database it makes or stamps. */
export interface UntiedMaker extends OutsideMaker {
  /** Why that is not known: a clause. */
  readonly why: string
}

/** Where nothing is known. */
export const noHistoryFacts: HistoryFacts = {
  tool: 'elenchus',
  faults: [],
  heads: [],
  docstrings: [],
  gates: [],
  presupposed: [],
  madeTwice: [],
  swallowed: [],
  downs: [],
  unsafe: [],
  outside: [],
}
