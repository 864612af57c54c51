import type { Catalogue } from '../catalogue/catalogue.ts'
import type { Testimonies, Witness } from '../compare/testimony.ts'
import type { Verdict } from '../compare/verdict.ts'
import type { Discovery } from '../discovery/discovery.ts'
import type { Place } from '../kernel/place.ts'
import type { Reference } from '../references/reference.ts'
import type { CountedOrphans } from './counted-orphans.ts'
import type { HistoryBreak, Unjudged } from './history-break.ts'
import type { HistoryFacts, UntiedMaker } from './history-facts.ts'
import type { ModelFacts } from './model-facts.ts'
import type { Standards } from './standards.ts'
import type { Touches } from './touches.ts'

/** All that was heard about an application: what rules look at. */
export interface AuditCase {
  /** Sorted by name. */
  readonly databases: readonly DatabaseCase[]
  readonly references: readonly Reference[]
  readonly orphans: readonly CountedOrphans[]
  readonly standards: Standards
  /** What makes or stamps a schema beside the histories, of nobody knows which database. */
  readonly untied: readonly UntiedMaker[]
  /** What the repository holds; null where nobody looked. */
  readonly discovery: Discovery | null
}

/** All that was heard about one database. */
export interface DatabaseCase {
  readonly database: string
  readonly testimonies: Testimonies
  /** The contradictions between them. */
  readonly verdicts: readonly Verdict[]
  /** What rules about the design look at: the end of the history, else the database, else the code. */
  readonly schema: Catalogue
  readonly schemaOf: Witness
  /** In their order; empty where there is no history. */
  readonly chain: readonly RevisionFacts[]
  readonly touches: Touches
  /** Why the history cannot be run on an empty database. */
  readonly failures: readonly HistoryFailure[]
  /** What of the history could not be read. */
  readonly gaps: readonly HistoryGap[]
  /** Where the history is broken, so that not all of it is known. */
  readonly breaks: readonly HistoryBreak[]
  /** Names of what revisions behind a break need and nobody made, or were refused. */
  readonly doubtful: ReadonlySet<string>
  /** Contradictions that nobody can judge for the sake of a break. */
  readonly unjudged: readonly Unjudged[]
  /** Whether the database has a record of what was applied; null where it was not asked. */
  readonly hasLedger: boolean | null
  /** What is known of its history besides the schema that it makes. */
  readonly historyFacts: HistoryFacts
  /** What is known of its models besides the schema that they make. */
  readonly modelFacts: ModelFacts
}

/** What is known of a revision, from its file and from the database. */
export interface RevisionFacts {
  readonly id: string
  readonly title: string
  /** Where its file begins; null for one that no file has. */
  readonly at: Place | null
  readonly state: RevisionState
  /** Recorded as applied without having been run. */
  readonly isStamped: boolean
  /** Pending, and stands before an applied one. */
  readonly isOutOfOrder: boolean
  readonly wayBack: WayBack
  /** Ids of the revisions that it comes after, where its file names them. */
  readonly parents: readonly string[]
}

/** How a revision is taken back. */
export interface WayBack {
  /**
   * `missing`: nothing was written. `empty`: what was written does nothing, though there is something to
   * take back. `refused`: it raises, so nobody can take it back.
   */
  readonly kind: 'written' | 'missing' | 'empty' | 'refused'
  /** Where it is written; null where it is not, or where nobody looked. */
  readonly at: Place | null
  /** The statement that refuses; empty for others. */
  readonly refusal: string
}

/** Where a revision stands; `unasked` where no database was asked. */
export type RevisionState =
  'applied' | 'pending' | 'partial' | 'skipped' | 'changed' | 'unknown' | 'unasked'

/** Something of a revision that could not be read, or was passed over. */
export interface HistoryGap {
  readonly revision: string
  /** A clause without a full stop. */
  readonly text: string
  readonly at: Place
  /**
   * `unread`: it could not be read. `refused`: PostgreSQL refused it. `absent`: it needs what no revision
   * makes. `consequence`: it was refused for the sake of another gap. `outside`: no history has the revision,
   * and nobody knows whether it is run.
   */
  readonly why: 'unread' | 'refused' | 'absent' | 'consequence' | 'outside'
  /** Tables and other names that it could have touched; empty where that is not known. */
  readonly touches: readonly string[]
}

/** A revision that cannot be run, or whose way back does not lead back. */
export interface HistoryFailure {
  readonly kind: 'up' | 'down'
  readonly revision: string
  readonly message: string
  readonly details: readonly string[]
  readonly at: Place | null
}
