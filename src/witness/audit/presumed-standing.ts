import { behindBreaks } from '../../audit/history-break.ts'
import type { AlembicDatabaseStanding, DatabaseStanding } from '../../run/standing.ts'
import { breaksOf } from './breaks-of.ts'

/**
 * What is applied besides what Alembic's table tells by the links of the files. Where it names a revision
 * that no file has, that one came after all that there is; where one behind a break is applied, so is
 * what stands before the break: such a database is not behind.
 */
export function presumedStanding(standing: DatabaseStanding): DatabaseStanding {
  if (standing.kind === 'sql') return standing
  const isPresumed = presumed(standing)
  const revisions = standing.revisions.map((one) =>
    one.state === 'pending' && isPresumed(one.id) ? { ...one, state: 'applied' as const } : one,
  )
  return { ...standing, revisions }
}

function presumed({ history, revisions }: AlembicDatabaseStanding): (id: string) => boolean {
  const applied = revisions.filter(({ state }) => state === 'applied')
  if (applied.length === 0) return () => revisions.some(({ state }) => state === 'unknown')
  const behind = behindBreaks(breaksOf(history).filter(({ kind }) => kind === 'link'))
  const isBeyond = applied.some(({ id }) => behind.has(id))
  return (id) => isBeyond && !behind.has(id)
}
