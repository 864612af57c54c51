import type { QualifiedName } from './qualified-name.ts'
import type { SequenceParameters } from './sequence.ts'

/** A column of a table; its place in the list is its order. */
export interface Column {
  readonly kind: 'column'
  readonly name: string
  /** With modifiers, as `format_type` prints it: `character varying(255)`, `public.citext`. */
  readonly type: string
  /** Qualified; only where it differs from the type's own. */
  readonly collation: string | null
  readonly nullable: boolean
  readonly default: string | null
  readonly generated: GeneratedColumn | null
  /** Null in a partition that has its parent's, as all have since PostgreSQL 17. */
  readonly identity: IdentityColumn | null
  /** Only where set away from the type's default: `plain`, `external`, `extended`, `main`. */
  readonly storage: string | null
  /** `pglz` or `lz4` where set. */
  readonly compression: string | null
  /** `alter column … set statistics`, where set. */
  readonly statisticsTarget: number | null
  /** True for a column that only a parent table (inheritance, partitioning) gives. */
  readonly inherited: boolean
  readonly comment: string | null
}

/** `generated always as (…)`. */
export interface GeneratedColumn {
  readonly kind: 'stored' | 'virtual'
  readonly expression: string
}

/** `generated … as identity`. */
export interface IdentityColumn {
  readonly kind: 'always' | 'by-default'
  readonly sequence: QualifiedName
  readonly parameters: SequenceParameters
}
