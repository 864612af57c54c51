import { UserError } from '../kernel/user-error.ts'
import { nearestName } from '../kernel/nearest-name.ts'
import { revisionsOf } from './revisions-of.ts'
import type { History, Requirement, Revision } from './revision.ts'

/**
 * What each revision requires, looked up by id or by version as it is written.
 *
 * @throws UserError `unknown-database` or `unknown-revision`, at the place of a requirement that
 *   nothing meets
 */
export function requiredRevisions(
  histories: readonly History[],
): ReadonlyMap<Revision, readonly Revision[]> {
  const indexes = new Map(histories.map((history) => [history.database, indexOf(history)]))
  const revisions = revisionsOf(histories)
  return new Map(
    revisions.map((revision) => [
      revision,
      revision.requires.map((requirement) => find(indexes, requirement)),
    ]),
  )
}

type Index = ReadonlyMap<string, Revision>

/** By their ids, and those of SQL files by their versions alone. */
function indexOf({ revisions }: History): Index {
  return new Map([
    ...revisions.flatMap((one) => (one.kind === 'sql' ? [[one.version, one] as const] : [])),
    ...revisions.map((revision) => [revision.id, revision] as const),
  ])
}

function find(indexes: ReadonlyMap<string, Index>, requirement: Requirement): Revision {
  const index = indexes.get(requirement.database)
  if (!index) throw unknownDatabase(requirement, [...indexes.keys()])
  const revision = index.get(requirement.revision)
  if (!revision) throw unknownRevision(requirement, [...index.keys()])
  return revision
}

function unknownDatabase({ database, at }: Requirement, names: readonly string[]): UserError {
  const nearest = nearestName(database, names)
  const known = names.map((name) => `"${name}"`).join(', ')
  return new UserError(`There is no database "${database}".`, {
    code: 'unknown-database',
    at,
    hint: nearest === null ? `There is ${known}.` : `Did you mean "${nearest}"?`,
  })
}

function unknownRevision(
  { database, revision, at }: Requirement,
  names: readonly string[],
): UserError {
  const nearest = nearestName(revision, names)
  return new UserError(`The database "${database}" has no migration "${revision}".`, {
    code: 'unknown-revision',
    at,
    hint:
      nearest === null
        ? 'Name one by its file without ".sql", or by its version as it is written there.'
        : `Did you mean "${database}/${nearest}"?`,
  })
}
