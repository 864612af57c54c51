import type { OutsideMaker } from '../../audit/history-facts.ts'
import type { AlembicHistory } from '../../history/alembic/read-alembic-history.ts'
import type { RevisionReplay } from '../../history/replay-history.ts'
import type { PythonParser } from '../../python/syntax/python-parser.ts'

/** A history that was read and replayed. */
export interface ReplayedHistory {
  readonly revisions: readonly RevisionReplay[]
  /** Null for one of SQL files. */
  readonly alembic: { readonly history: AlembicHistory; readonly parser: PythonParser } | null
  readonly outside: readonly OutsideMaker[]
  /** Tables of other witnesses, as `public.users`: what a history may have been lent. */
  readonly lent: ReadonlySet<string>
}
