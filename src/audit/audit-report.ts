import type { Counts } from '../catalogue/counts.ts'
import type { Verdict } from '../compare/verdict.ts'
import type { Place } from '../kernel/place.ts'
import type { Discovery } from '../discovery/discovery.ts'
import type { Reference } from '../references/reference.ts'
import type { RevisionFacts } from './audit-case.ts'
import type { CountedOrphans } from './counted-orphans.ts'
import type { Finding } from './finding.ts'
import type { Suppressed } from './suppression.ts'
import type { ToolTables } from './tool-tables.ts'

/** What an audit says: the one document from which every report is made. */
export interface AuditReport {
  readonly kind: 'audit'
  readonly format: 'elenchus-audit-1'
  /** What the repository holds; null where nobody looked. */
  readonly discovery: Discovery | null
  /** Sorted by name. */
  readonly databases: readonly AuditedDatabase[]
  /** The gravest first. */
  readonly findings: readonly Finding[]
  readonly suppressed: readonly Suppressed[]
  readonly references: readonly Reference[]
  readonly orphans: readonly CountedOrphans[]
}

/** What was heard about one database. */
export interface AuditedDatabase {
  readonly database: string
  /** Who was heard, and what stands behind each. */
  readonly witnesses: HeardWitnesses
  readonly chain: readonly RevisionFacts[]
  /** Of the database; where there is none, of what its migrations make. Without tools' tables. */
  readonly counts: Counts
  readonly tools: readonly ToolTables[]
  readonly tables: readonly AuditedTable[]
  /** What has to be known about the testimonies, for people. */
  readonly notes: readonly string[]
  /** What the witnesses say of each attribute, where it was asked for. */
  readonly ledger: readonly Verdict[]
  /** Why the database could not be heard; null where it was, or where there is none. */
  readonly refusal: string | null
}

/** Who was heard. */
export interface HeardWitnesses {
  readonly code: boolean
  /** How many migrations were replayed, and how many of these in part only; null without a history. */
  readonly history: {
    readonly folder: string
    readonly replayed: number
    readonly inPart: number
  } | null
  /** As `server_version_num`; null where it was not heard. */
  readonly database: { readonly engine: string; readonly serverVersion: number } | null
}

/** One table, and where it comes from. */
export interface AuditedTable {
  /** `public.users`. */
  readonly table: string
  /** The first revision that makes it; null where none does or nobody looked. */
  readonly madeBy: string | null
  /** Those that changed it since. */
  readonly changedBy: readonly string[]
  /** Null where nobody knows, for the history is broken. */
  readonly inHistory: boolean | null
  /** Null where the database was not heard. */
  readonly inDatabase: boolean | null
  /** Null where the models were not heard. */
  readonly inCode: boolean | null
  /** The models that declare it; empty where they were not heard. */
  readonly models: readonly TableModel[]
}

/** A class or a `Table` that declares a table. */
export interface TableModel {
  /** `app.models.User`; the module alone for a table without a class. */
  readonly name: string
  /** `app.models:Base.metadata`. */
  readonly metadata: string
  readonly at: Place
}
