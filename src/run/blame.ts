import { findBlamed, type FoundBlame } from '../history/blame/find-blamed.ts'
import type { Run } from './opened.ts'
import { replayDatabase, type ComparedReason, type DatabaseReplay } from './replay-database.ts'

/** Which revisions made an object what it is. */
export interface Blame extends FoundBlame {
  readonly kind: 'blame'
  readonly database: string
  /** As it was asked for. */
  readonly name: string
  /** Revisions that failed on the shadow: what they would have done is not known. */
  readonly failed: readonly string[]
  /** Revisions of which something could not be read: what that would have done is not known either. */
  readonly unread: readonly string[]
  readonly compared: ComparedReason
}

/**
 * Replays the history of a database on a shadow and tells which revisions touched an object.
 *
 * @param name see {@link findBlamed}
 * @throws UserError for a name that no migration makes, or that several objects have
 */
export async function blame(run: Run, database: string, name: string): Promise<Blame> {
  const { revisions, compared, ...replay } = await replayDatabase(run, database, { down: false })
  const failed = revisions.filter(({ up }) => up.failure !== null).map(({ revision }) => revision)
  const unread = revisions.filter(({ up }) => up.gaps.length > 0).map(({ revision }) => revision)
  const found = inOrder(findBlamed(replay.blame, name), replay)
  return { kind: 'blame', database, name, ...found, failed, unread, compared }
}

/** Columns stand in the order of their table; what is gone goes last. */
function inOrder(
  { lives, parts }: FoundBlame,
  { catalogue }: Pick<DatabaseReplay, 'catalogue'>,
): FoundBlame {
  const wholes = [...catalogue.tables, ...catalogue.views]
  const rank = ({ object, isThere }: FoundBlame['parts'][number]): number => {
    if (!isThere) return Infinity
    if (object.kind !== 'column' && object.kind !== 'view-column') return Number.MAX_SAFE_INTEGER
    const { schema, relation } = object
    const whole = wholes.find((one) => one.schema === schema && one.name === relation)
    return whole?.columns.findIndex((column) => column.name === object.name) ?? -1
  }
  return { lives, parts: parts.toSorted((left, right) => compareNumbers(rank(left), rank(right))) }
}

function compareNumbers(left: number, right: number): number {
  return left === right ? 0 : left < right ? -1 : 1
}
