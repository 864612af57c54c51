import { referenceKey, type ObjectReference } from '../../../catalogue/object-reference.ts'
import type { Sql } from '../../sql.ts'

/** One thing that is done on the way to a whole catalogue, and its place in the order. */
export interface Step {
  readonly rank: Rank
  /** The object that it makes, or goes on making. */
  readonly object: ObjectReference
  readonly statements: readonly Sql[]
  /** Keys of what is there once it has run. */
  readonly makes: readonly string[]
  /** Objects whose dependencies must be there before. */
  readonly bears: readonly Bearing[]
  /** Keys of what must be there before, besides. */
  readonly needs: readonly string[]
}

/** An object, of whose dependencies a step bears all or only those on types, tables and extensions. */
export interface Bearing {
  readonly key: string
  readonly share: 'all' | 'signature'
}

/** What goes first where no dependency decides. */
export type Rank = (typeof ranks)[number]

/**
 * Indexes, keys of partitions, foreign keys and what comes after them run functions, whose bodies
 * may need anything: so all else goes before. A check cannot be added to a domain once a column
 * holds an array of it.
 */
export const ranks = [
  'schema',
  'extension',
  'shell-type',
  'type',
  'sequence',
  'type-refinement',
  'table',
  'attachment',
  'routine',
  'view',
  'refinement',
  'key',
  'key-share',
  'index',
  'index-share',
  'foreign-key',
  'statistics',
  'trigger',
  'policy',
  'ownership',
  'choice',
  'refresh',
] as const

/** The step that makes one object and bears its dependencies. */
export function stepFor(
  object: ObjectReference,
  rank: Rank,
  rest: Pick<Step, 'statements'> & Partial<Pick<Step, 'needs' | 'makes' | 'bears'>>,
): Step {
  const key = referenceKey(object)
  return { rank, object, makes: [key], bears: [wholeBearing(key)], needs: [], ...rest }
}

/** All that an object depends on. */
export function wholeBearing(key: string): Bearing {
  return { key, share: 'all' }
}

/** The key of a table's having become a partition or child. */
export function attachmentKey(tableKey: string): string {
  return `attachment\0${tableKey}`
}
