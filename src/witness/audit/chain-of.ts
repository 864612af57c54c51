import type { RevisionFacts } from '../../audit/audit-case.ts'
import { stampedRevisions, type StampEvidence } from '../../audit/stamped-revisions.ts'
import { hasWayBack } from '../../history/revisions-of.ts'
import type { DatabaseStanding, RevisionStanding } from '../../run/standing.ts'

/** What is known of each revision, from its file and from the database. */
export function chainOf(
  standing: DatabaseStanding,
  evidence: StampEvidence,
): readonly RevisionFacts[] {
  const revisions: readonly RevisionStanding[] = standing.revisions
  const isAsked = evidence.testimonies.database !== null
  const chain = revisions.map((one) => factsOf(one, isAsked))
  if (standing.kind === 'sql' || !isAsked) return chain
  // Alembic's table does not tell what was run from what was stamped: the database has to.
  const stamped = stampedRevisions(chain, evidence)
  return chain.map((one) => (stamped.has(one.id) ? { ...one, isStamped: true } : one))
}

function factsOf(
  { id, state, revision, row, outOfOrder }: RevisionStanding,
  isAsked: boolean,
): RevisionFacts {
  return {
    id,
    title: revision?.title ?? '',
    at: revision && { file: revision.file, line: 1, column: 1 },
    state: isAsked ? state : 'unasked',
    isStamped: row?.reason === 'stamped',
    isOutOfOrder: outOfOrder,
    hasWayBack: revision !== null && hasWayBack(revision),
    parents: revision?.kind === 'alembic' ? revision.source.parents : [],
  }
}
