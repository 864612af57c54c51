import type { OutsideMaker } from '../../audit/history-facts.ts'
import type { AlembicHistory } from '../../history/alembic/read-alembic-history.ts'
import type { RevisionReplay } from '../../history/replay-history.ts'

/** A history that was read and replayed. */
export interface ReplayedHistory {
  readonly revisions: readonly RevisionReplay[]
  /** Null for one of SQL files. */
  readonly alembic: AlembicHistory | null
  /** Revisions that come after a break: what they lack, or are refused, may be for its sake. */
  readonly behind: ReadonlySet<string>
  readonly outside: readonly OutsideMaker[]
  /** Tables of other witnesses, as `public.users`: what a history may have been lent. */
  readonly lent: ReadonlySet<string>
}
