import type { Aggregate } from './aggregate.ts'
import type { Routine } from './routine.ts'
import type { Extension, Schema } from './schema.ts'
import type { Sequence } from './sequence.ts'
import type { ExtendedStatistics } from './statistics.ts'
import type { Table } from './table.ts'
import type { UserType } from './user-type.ts'
import type { View } from './view.ts'

/**
 * A described database: what PostgreSQL states about it, as readonly data. Every list is sorted by
 * name, except where order means something (columns, labels, keys).
 *
 * Texts of expressions and definitions are PostgreSQL's own, printed with an empty `search_path`,
 * so that every name outside `pg_catalog` is qualified. Objects that belong to an extension, to
 * PostgreSQL itself or to Elenchus' ledger are left out.
 *
 * Only what describes the schema is in here: equal databases on two servers give equal catalogues.
 * Versions, owners, privileges and sizes are not.
 */
export interface Catalogue {
  readonly schemas: readonly Schema[]
  readonly extensions: readonly Extension[]
  readonly types: readonly UserType[]
  readonly sequences: readonly Sequence[]
  readonly tables: readonly Table[]
  readonly views: readonly View[]
  readonly routines: readonly Routine[]
  readonly aggregates: readonly Aggregate[]
  readonly statistics: readonly ExtendedStatistics[]
  /** What is there but not described, so that nobody takes silence for absence. */
  readonly undescribed: readonly UndescribedObject[]
}

/** An object of a kind that the catalogue has no words for: its kind and its identity only. */
export interface UndescribedObject {
  readonly kind: 'undescribed'
  /**
   * As PostgreSQL names it (`pg_identify_object`): `text search configuration`, `operator`. Or in
   * our words, where it is an attribute of a described object: `typed table`, `column options`,
   * `clustered constraint`, `not null constraint` (not valid, or not inherited).
   */
  readonly objectKind: string
  /** As `pg_identify_object` prints it. */
  readonly identity: string
}
