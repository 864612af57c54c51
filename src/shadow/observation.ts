import type { LockMode } from '../catalogue/lock-mode.ts'
import type { QualifiedName } from '../catalogue/qualified-name.ts'

/**
 * What one statement does to the relations that were there before it, by their names before it.
 * Relations are those of users: tables, views, materialised views, sequences and indexes, neither
 * PostgreSQL's own nor those of the schema `elenchus`. Every list is sorted by name.
 */
export interface Observation {
  readonly observed: Observed
  readonly locks: readonly RelationLock[]
  /** Tables and materialised views that got a new file: rewritten, refreshed or truncated. */
  readonly rewrites: readonly ObservedRelation[]
  /**
   * Tables and materialised views of which every row was read, also to build an index. With one that is
   * truncated it is the new, empty file that was read.
   */
  readonly scans: readonly ObservedScan[]
}

/** A relation that was there before the statement, by the name that it had then. */
export interface ObservedRelation extends QualifiedName {
  /** Stays the same whatever the statement makes of the name. */
  readonly oid: number
}

/**
 * Where an observation comes from: from the statement's own transaction; from the fixed table of
 * what cannot run in one; or nowhere, for the statement commits on its own. The lists are empty then.
 */
export type Observed = 'in-transaction' | 'from-table' | 'not-observed'

/** The strongest mode in which a statement holds a relation until its transaction ends. */
export interface RelationLock {
  readonly relation: ObservedRelation
  readonly mode: LockMode
}

/** A relation of which every row was read. */
export interface ObservedScan extends ObservedRelation {
  /**
   * Oids of tables whose foreign keys were held against it, where nothing else read it: it is not
   * read where they have no rows. Null where it was read whatever others hold.
   */
  readonly onlyFor: readonly number[] | null
}
