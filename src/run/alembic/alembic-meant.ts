import type { AlembicDatabaseHistory, AlembicDatabaseRevision } from '../../history/revision.ts'

/**
 * The revisions of a database's target that a name means, as Alembic reads it: an id or the beginning of
 * one, `head`, `heads`, `auth@head`.
 */
export function alembicMeant(
  { revisions, source: { graph } }: AlembicDatabaseHistory,
  wanted: string,
): readonly AlembicDatabaseRevision[] {
  const exact = revisions.filter(({ id }) => id === wanted)
  if (exact.length > 0 || wanted === '') return exact
  const [, label = '', end] = /^(?:(.*)@)?(heads?|[^@]+)$/.exec(wanted) ?? []
  const inBranch = ({ id }: AlembicDatabaseRevision): boolean =>
    label === '' || graph.labels.get(id)?.includes(label) === true
  if (end === 'head' || end === 'heads') {
    return headsOf(revisions).filter(inBranch)
  }
  return revisions.filter((one) => one.id.startsWith(end ?? wanted) && inBranch(one))
}

/** Those that are nobody's parent. */
export function headsOf(
  revisions: readonly AlembicDatabaseRevision[],
): readonly AlembicDatabaseRevision[] {
  const parents = new Set(revisions.flatMap(({ source }) => source.parents))
  return revisions.filter(({ id }) => !parents.has(id))
}
