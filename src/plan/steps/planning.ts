import type { Rights } from '../../catalogue/object-rights.ts'
import type { Fates } from '../fate/fates.ts'
import type { Removals } from '../removals.ts'
import type { Sides } from '../side.ts'
import type { SpareNames } from '../spare-name.ts'

/** What every maker of steps has to know. */
export interface Planning {
  readonly sides: Sides
  readonly fates: Fates
  readonly removals: Removals
  readonly options: PlanningOptions
  /** Keys of what is made later than its whole, because it was found in a circle. */
  readonly postponed: ReadonlySet<string>
  /** Names for what is there only while the plan runs. */
  readonly spareName: SpareNames
}

/** How statements are chosen. */
export interface PlanningOptions {
  /** Whether forms are chosen that let reads and writes go on. */
  readonly online: boolean
  /** The major version of the server that the plan is for. */
  readonly major: number
  /** What was learned by trying. */
  readonly learned: Learned
  /** Owners and privileges before, by the names of the new schema; absent where they are not known. */
  readonly rights?: Rights | null
}

/** What a trial on the shadow taught that no description tells, by the keys of objects. */
export interface Learned {
  /** Columns whose new type needs a cast, and which. */
  readonly casts: ReadonlyMap<string, Cast>
  /** Columns of which the plain way would write the table anew. */
  readonly rewriting: ReadonlySet<string>
  /** Objects that PostgreSQL refused to change in place. */
  readonly refused: ReadonlySet<string>
  /** Tables and types that cannot change while columns elsewhere hold rows of them. */
  readonly rows: ReadonlySet<string>
  /** New columns whose default PostgreSQL could not compute for the rows that are there. */
  readonly defaults: ReadonlySet<string>
  /** Sequences and identity columns that stand where they cannot stand any more. */
  readonly restarts: ReadonlySet<string>
  /** Columns that have to let nulls in while they get another type. */
  readonly nullsMeanwhile: ReadonlySet<string>
}

/** How values come to another type: `explicit`: `c::t`; `text`: `c::text::t`. */
export type Cast = 'explicit' | 'text'

/** What is known before the first trial. */
export const nothingLearned: Learned = {
  casts: new Map(),
  rewriting: new Set(),
  refused: new Set(),
  rows: new Set(),
  defaults: new Set(),
  restarts: new Set(),
  nullsMeanwhile: new Set(),
}
