import type { LockMode } from '../catalogue/lock-mode.ts'
import type { QualifiedName } from '../catalogue/qualified-name.ts'
import type { Hazard } from './hazard.ts'

/** What leads from one schema to another, tried on a shadow and found to reach it. */
export interface Plan {
  readonly format: 'elenchus-plan-1'
  readonly from: PlanSide
  readonly to: PlanSide
  /** As `server_version_num`, of the PostgreSQL on which it was tried. */
  readonly triedOn: number
  /** With which it is run, unless the run is told others. */
  readonly timeouts: PlanTimeouts
  /** Names that were said to be of one object, as they were said. */
  readonly renames: readonly string[]
  readonly blocks: readonly PlanBlock[]
  /** What has to be known besides, for people. */
  readonly notes: readonly string[]
}

/** What a plan starts from, or leads to. */
export interface PlanSide {
  /** How the witness was named. */
  readonly witness: string
  /** As `server_version_num`. */
  readonly serverVersion: number
  /** SHA-256 of the catalogue, in hexadecimal. */
  readonly hash: string
}

/** How long statements may take, in milliseconds. */
export interface PlanTimeouts {
  /** For a lock. */
  readonly lock: number
  /** Null for no limit. */
  readonly statement: number | null
}

/** Statements of one transaction, or such as cannot be in one. */
export interface PlanBlock {
  readonly transaction: boolean
  readonly statements: readonly PlannedStatement[]
}

/** A statement as it will be run, with what it was seen to do. */
export interface PlannedStatement {
  readonly sql: string
  /** The object that it is for, for people. */
  readonly subject: string
  /** Where locks, rewrites and scans come from: seen, from a fixed table, or not known. */
  readonly observed: 'in-transaction' | 'from-table' | 'not-observed'
  /** Of relations that were there before the plan, by the names that they had then; so the next two. */
  readonly locks: readonly PlannedLock[]
  readonly rewrites: readonly QualifiedName[]
  readonly scans: readonly QualifiedName[]
  /**
   * `lock_timeout` while it runs, in milliseconds; 0 is none, for what lets reads and writes go on
   * and would only leave an invalid index behind.
   */
  readonly lockTimeout: number
  readonly hazards: readonly Hazard[]
  readonly preflight: readonly PlannedPreflight[]
}

/** How strongly a statement locks one relation. */
export interface PlannedLock {
  readonly relation: QualifiedName
  readonly mode: LockMode
  /** The table or materialised view of an index; null for what is none. */
  readonly indexOf: QualifiedName | null
}

/** A query that says on the live data whether a statement will fail. */
export interface PlannedPreflight {
  readonly counts: string
  readonly sql: string
}
