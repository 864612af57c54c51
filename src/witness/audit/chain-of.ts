import type { RevisionFacts, WayBack } from '../../audit/audit-case.ts'
import { stampedRevisions, type StampEvidence } from '../../audit/stamped-revisions.ts'
import type { RevisionReplay } from '../../history/replay-history.ts'
import type { DatabaseStanding, RevisionStanding } from '../../run/standing.ts'
import { sqlWayBackOf } from './sql-way-back.ts'
import { wayBackOf } from './way-back-of.ts'

/** What tells how revisions stand, besides what is recorded. */
export interface ChainEvidence extends StampEvidence {
  /** What came of those that were replayed. */
  readonly revisions: readonly RevisionReplay[]
}

/** What is known of each revision, from its file and from the database. The SQL parser has to be loaded. */
export function chainOf(
  standing: DatabaseStanding,
  evidence: ChainEvidence,
): readonly RevisionFacts[] {
  const revisions: readonly RevisionStanding[] = standing.revisions
  const isAsked = evidence.testimonies.database !== null
  const wayBack = waysBack(standing, evidence)
  const chain = revisions.map((one) => ({ ...factsOf(one, isAsked), wayBack: wayBack(one) }))
  if (standing.kind === 'sql' || !isAsked) return chain
  // Alembic's table does not tell what was run from what was stamped: the database has to.
  const stamped = stampedRevisions(chain, evidence)
  return chain.map((one) => (stamped.has(one.id) ? { ...one, isStamped: true } : one))
}

function factsOf(
  { id, state, revision, row, outOfOrder }: RevisionStanding,
  isAsked: boolean,
): Omit<RevisionFacts, 'wayBack'> {
  return {
    id,
    title: revision?.title ?? '',
    at: revision && { file: revision.file, line: 1, column: 1 },
    state: isAsked ? state : 'unasked',
    isStamped: row?.reason === 'stamped',
    isOutOfOrder: outOfOrder,
    parents: revision?.kind === 'alembic' ? revision.source.parents : [],
  }
}

function waysBack(
  standing: DatabaseStanding,
  { revisions }: ChainEvidence,
): (one: RevisionStanding) => WayBack {
  const replays = new Map(revisions.map((one) => [one.revision, one]))
  return ({ id, revision }) => {
    if (revision?.kind === 'alembic' && standing.kind === 'alembic') {
      return wayBackOf(revision.source, standing.history.source, replays.get(id))
    }
    if (revision?.kind === 'sql') return sqlWayBackOf(revision, replays.get(id))
    return { kind: 'missing', at: null, refusal: '' }
  }
}
