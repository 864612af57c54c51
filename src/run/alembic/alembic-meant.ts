import type { AlembicDatabaseHistory, AlembicDatabaseRevision } from '../../history/revision.ts'

/**
 * The revisions that a name means, as Alembic reads it: an id or the beginning of one, `head`, `heads`,
 * `auth@head`, or the label of a branch for the revision that bears it.
 */
export function alembicMeant(
  { revisions, beyond, source: { graph } }: AlembicDatabaseHistory,
  wanted: string,
): readonly AlembicDatabaseRevision[] {
  const all = [...revisions, ...beyond]
  const exact = all.filter(({ id }) => id === wanted)
  if (exact.length > 0 || wanted === '') return exact
  const [, label = '', end] = /^(?:(.*)@)?(heads?|[^@]+)$/.exec(wanted) ?? []
  const inBranch = ({ id }: AlembicDatabaseRevision): boolean =>
    label === '' || graph.labels.get(id)?.includes(label) === true
  if (end === 'head' || end === 'heads') {
    const own = label === '' ? headsOf(revisions) : headsOf(all)
    return own.filter(inBranch)
  }
  const labelled = all.filter(({ source }) => source.branchLabels.includes(wanted))
  if (labelled.length > 0) return labelled
  return all.filter((one) => one.id.startsWith(end ?? wanted) && inBranch(one))
}

/** Those that are nobody's parent. */
export function headsOf(
  revisions: readonly AlembicDatabaseRevision[],
): readonly AlembicDatabaseRevision[] {
  const parents = new Set(revisions.flatMap(({ source }) => source.parents))
  return revisions.filter(({ id }) => !parents.has(id))
}
