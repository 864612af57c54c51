/**
 * The modes of a lock on a relation, as PostgreSQL numbers them, from the weakest to the strongest:
 * https://www.postgresql.org/docs/current/explicit-locking.html#LOCKING-TABLES
 */
export const lockModes = [
  'access-share',
  'row-share',
  'row-exclusive',
  'share-update-exclusive',
  'share',
  'share-row-exclusive',
  'exclusive',
  'access-exclusive',
] as const

/** How a transaction holds a relation: the table-level modes of PostgreSQL. */
export type LockMode = (typeof lockModes)[number]

/** What has to wait for a lock; each but the last includes those after it. */
export type Blocked = 'reads-and-writes' | 'writes' | 'schema-changes' | 'nothing'

/** `ACCESS EXCLUSIVE`, as PostgreSQL's documentation writes it. */
export function formatLockMode(mode: LockMode): string {
  return mode.replaceAll('-', ' ').toUpperCase()
}

/**
 * The stronger of two modes by PostgreSQL's numbers. Of `share-update-exclusive` and `share` neither
 * includes the other; the greater number is the one that blocks writes.
 */
export function strongerLockMode(left: LockMode, right: LockMode): LockMode {
  return lockModes.indexOf(left) < lockModes.indexOf(right) ? right : left
}

/** Whether one transaction has to wait for another that holds the same relation. */
export function lockModesConflict(held: LockMode, wanted: LockMode): boolean {
  return (
    lockModes.indexOf(wanted) >= lockModes.indexOf(weakestConflict[held]) && !shares(held, wanted)
  )
}

/** `share` does not conflict with itself, though with the weaker `share-update-exclusive`. */
function shares(held: LockMode, wanted: LockMode): boolean {
  return held === 'share' && wanted === 'share'
}

/** PostgreSQL's table "Conflicting Lock Modes", by the weakest mode that has to wait. */
const weakestConflict: Readonly<Record<LockMode, LockMode>> = {
  'access-share': 'access-exclusive',
  'row-share': 'exclusive',
  'row-exclusive': 'share',
  'share-update-exclusive': 'share-update-exclusive',
  share: 'row-exclusive',
  'share-row-exclusive': 'row-exclusive',
  exclusive: 'row-share',
  'access-exclusive': 'access-share',
}

/**
 * What has to wait while a relation is held: a read takes `access-share`, a write `row-exclusive`, a
 * schema change `share-update-exclusive` at least. Every lock, also that of a read, keeps off the
 * schema changes that take a stronger one; `nothing` is what is no worse than a read or a write.
 */
export function blocks(held: LockMode): Blocked {
  if (lockModesConflict(held, 'access-share')) return 'reads-and-writes'
  if (lockModesConflict(held, 'row-exclusive')) return 'writes'
  return lockModesConflict(held, 'share-update-exclusive') ? 'schema-changes' : 'nothing'
}
