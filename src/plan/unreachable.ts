import type { Difference } from '../compare/difference.ts'

/**
 * Whether a difference is one for which PostgreSQL has no statement: that a child declares a column
 * or check itself, besides its parent. It shows only when the parent drops it.
 */
export function cannotBeReached(difference: Difference): boolean {
  return difference.kind === 'changed' && difference.attribute === 'inherited'
}
