import type { LockMode } from '../catalogue/lock-mode.ts'

/** What a concurrent statement does to a relation that plays a part in it. */
export interface ConcurrentEffect {
  readonly lock: LockMode
  readonly scanned: boolean
}

/** The part that a relation plays in a concurrent statement, as queries/concurrent-*.sql name it. */
export type ConcurrentRole =
  | 'indexed'
  | 'left-alone'
  | 'dropped'
  | 'table-of-dropped'
  | 'rebuilt'
  | 'table-of-rebuilt'
  | 'nothing-to-rebuild'
  | 'partitioned'
  | 'listed-partition'
  | 'left-by-partition'
  | 'detached'
  | 'below-detached'
  | 'index-of-detached'
  | 'referencing'
  | 'checked'
  | 'referenced'

const quietly: ConcurrentEffect = { lock: 'share-update-exclusive', scanned: false }
const quietlyRead: ConcurrentEffect = { lock: 'share-update-exclusive', scanned: true }

/**
 * The locks and scans of statements that cannot run in a transaction, by the parts that relations
 * play. None of them rewrites a table. The strongest mode that anybody can come to wait for: the
 * statements have several transactions, and hold less in most of them.
 *
 * The pages are those of https://www.postgresql.org/docs/current/; where they are silent, what was
 * seen on PostgreSQL 15 and 18 while the statements were held up (tests/scenarios).
 */
export const concurrentEffects: Readonly<Record<ConcurrentRole, ConcurrentEffect>> = {
  /** explicit-locking.html: SHARE UPDATE EXCLUSIVE; sql-createindex.html: "two scans of the table". */
  indexed: quietlyRead,
  /** The same lock is taken before `if not exists` looks for the index. */
  'left-alone': quietly,

  /** sql-dropindex.html: "without locking out concurrent selects, inserts, updates, and deletes". */
  'table-of-dropped': quietly,
  /**
   * At the very end PostgreSQL locks the index in ACCESS EXCLUSIVE, when nobody opens it any more:
   * it is marked dead, and all who knew it have been waited for. So nobody can wait for that.
   */
  dropped: quietly,

  /** explicit-locking.html: SHARE UPDATE EXCLUSIVE for REINDEX CONCURRENTLY. */
  rebuilt: quietly,
  /** sql-reindex.html, "Rebuilding Indexes Concurrently": a first and a second pass over the table. */
  'table-of-rebuilt': quietlyRead,
  'nothing-to-rebuild': quietly,
  partitioned: quietly,
  /**
   * Not in the documentation: with a partitioned table or index, all that is below it is locked in
   * SHARE while it is listed. That is for a moment, but it waits for open writes, and whoever wants
   * to write queues behind it.
   */
  'listed-partition': { lock: 'share', scanned: false },

  /** sql-altertable.html, DETACH PARTITION: SHARE UPDATE EXCLUSIVE on the partitioned table… */
  'left-by-partition': quietly,
  /** … and in the second transaction ACCESS EXCLUSIVE on the partition. */
  detached: { lock: 'access-exclusive', scanned: false },
  /** Not in the documentation, as all of the following: seen. */
  'below-detached': { lock: 'access-exclusive', scanned: false },
  'index-of-detached': { lock: 'access-exclusive', scanned: false },
  /**
   * sql-altertable.html names SHARE for tables that refer to the partitioned one, which is taken
   * first, while it is checked that nothing refers to the partition; seen is ACCESS EXCLUSIVE as well.
   */
  referencing: { lock: 'access-exclusive', scanned: true },
  checked: { lock: 'access-exclusive', scanned: true },
  /** The partition's foreign keys become its own, with triggers on the tables they refer to. */
  referenced: { lock: 'share-row-exclusive', scanned: false },
}
