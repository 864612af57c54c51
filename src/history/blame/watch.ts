import type { Catalogue } from '../../catalogue/catalogue.ts'
import type { Session } from '../../postgres/session.ts'
import type { DdlEvent } from '../../shadow/ddl-log.ts'
import type { ReplayGround } from '../replayed-revision.ts'
import type { TrackedObject, TrackedObjects } from './tracked-object.ts'

/** How it is known what a revision touched: PostgreSQL tells it, or all is compared. */
export type WatchMethod = 'event-triggers' | 'catalogues'

/** A database under observation while revisions are run on it. */
export interface Watch {
  readonly method: WatchMethod
  /** The session to run them through. */
  readonly session: Session
  /** Sends texts in one message through it, within a transaction; absent where it has no way of its own. */
  readonly runTogether?: ReplayGround['runTogether']
  /** What was sent through it with a number. */
  readonly textOf: (number: number) => string | undefined
  /** How many texts were sent through it: the number of the next. */
  readonly sent: () => number
  /** All objects as of the last look. */
  objects(): TrackedObjects
  /** The whole database as of the last look; null where that looked at a part only. */
  described(): Catalogue | null
  /** What became of the objects that were touched since the last look. */
  look(): Promise<Touched>
  /** As {@link look}, from within a transaction that will be rolled back: nothing is kept in mind. */
  peek(): Promise<Touched>
}

/** The objects that were touched, before and after. */
export interface Touched {
  readonly before: readonly TrackedObject[]
  readonly after: readonly TrackedObject[]
  /** All objects afterwards. */
  readonly objects: TrackedObjects
  /** What was done, in order; empty where that is not known. */
  readonly events: readonly DdlEvent[]
}
