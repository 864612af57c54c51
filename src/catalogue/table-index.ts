import type { QualifiedName } from './qualified-name.ts'

/** An index that no constraint made. It lives in its table's schema. */
export interface TableIndex {
  readonly kind: 'index'
  readonly name: string
  /** The access method: `btree`, `gin`, `hnsw`. */
  readonly method: string
  readonly unique: boolean
  readonly nullsNotDistinct: boolean
  readonly keys: readonly IndexKey[]
  /** Columns that are only carried along. */
  readonly include: readonly string[]
  /** The condition of a partial index. */
  readonly where: string | null
  /** `fillfactor=70`, `m=16`, sorted. */
  readonly storageParameters: readonly string[]
  /** False for one that a failed or killed `create index concurrently` left behind. */
  readonly valid: boolean
  /** The partitioned index that it is a part of. */
  readonly partitionOf: QualifiedName | null
  /** `cluster on`, `replica identity using index`. */
  readonly clustered: boolean
  readonly comment: string | null
}

/** What an index is ordered or searched by, in order. */
export interface IndexKey {
  readonly on: IndexSubject
  /** Qualified; only where it differs from the column's or expression's own. */
  readonly collation: string | null
  /** Qualified, with its parameters; only where it is not the type's default. */
  readonly operatorClass: string | null
  readonly order: 'ascending' | 'descending'
  readonly nulls: 'first' | 'last'
}

/** A column or an expression as PostgreSQL prints it. */
export type IndexSubject =
  | { readonly kind: 'column'; readonly name: string }
  | { readonly kind: 'expression'; readonly text: string }
