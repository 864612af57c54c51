import { suggestion } from '../../kernel/nearest-name.ts'
import { UserError } from '../../kernel/user-error.ts'
import { identifier } from '../../sql/identifier.ts'
import type { AlembicRevision } from './alembic-revision.ts'
import type { AlembicHistory } from './read-alembic-history.ts'
import { upgradeOrder } from './revision-graph.ts'

/**
 * The revisions that lead from an empty database to a target of Alembic's, in upgrade order; all for null.
 *
 * @throws UserError `unknown-revision`
 */
export function revisionsUpTo(
  { graph }: AlembicHistory,
  target: string | null,
): readonly AlembicRevision[] {
  if (target === null) return graph.order
  const found = upgradeOrder(graph, target)
  if (found.length > 0) return found
  const ids = graph.revisions.map(({ id }) => id)
  throw new UserError(`There is no revision "${target}"${suggestion(target, ids) || '.'}`, {
    code: 'unknown-revision',
    hint: `The heads are ${graph.heads.map(identifier).join(', ')}.`,
  })
}
