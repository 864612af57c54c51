import type { WayBack } from '../../audit/audit-case.ts'
import type { AlembicRevision } from '../../history/alembic/alembic-revision.ts'
import type { AlembicHistory } from '../../history/alembic/read-alembic-history.ts'
import { writtenFunction } from '../../history/alembic/written-function.ts'
import type { RevisionReplay } from '../../history/replay-history.ts'
import type { ReplayedStatement } from '../../history/replayed-revision.ts'

/**
 * How a revision of Alembic's is taken back. One that does nothing on its way up has nothing to take
 * back.
 *
 * @param replay what came of its way up; undefined where it was not replayed
 */
export function wayBackOf(
  revision: AlembicRevision,
  { modules, parser, settings }: AlembicHistory,
  replay: RevisionReplay | undefined,
): WayBack {
  const { file, hasDowngrade } = revision
  const text = modules.files.get(file) ?? ''
  if (!hasDowngrade) return { kind: 'missing', at: null, refusal: '' }
  const { body, at, raise } = writtenFunction('downgrade', { file, text }, parser)
  const written: WayBack = { kind: 'written', at, refusal: '' }
  if (body === 'working') return written
  const isIdle = writtenFunction('upgrade', { file, text }, parser).body === 'idle'
  // What env.py does before the first revision is told with it.
  const environment = `${settings.scriptFolder}/env.py`
  if (isIdle || (replay && !didSomething(replay, environment))) return written
  return body === 'idle' ? { ...written, kind: 'empty' } : { kind: 'refused', at, refusal: raise }
}

/** What is made `if not exists`, and was there, leaves nothing to take back. */
function didSomething({ up, changes }: RevisionReplay, environment: string): boolean {
  const { created, altered, dropped } = changes
  const isUnknown = up.failure !== null || up.gaps.some(({ at }) => at.file !== environment)
  return isUnknown || created + altered + dropped > 0 || up.statements.some(movesRows)
}

function movesRows(statement: ReplayedStatement): boolean {
  return 'kind' in statement && statement.kind === 'rows'
}
