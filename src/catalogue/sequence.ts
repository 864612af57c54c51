import type { QualifiedName } from './qualified-name.ts'

/** The parameters of a sequence. Numbers are text, for they reach beyond 2^53. */
export interface SequenceParameters {
  /** `smallint`, `integer` or `bigint`. */
  readonly type: string
  readonly start: string
  readonly increment: string
  readonly minimum: string
  readonly maximum: string
  readonly cache: string
  readonly cycle: boolean
}

/** A sequence of its own. Those behind identity columns belong to their column. */
export interface Sequence extends QualifiedName {
  readonly kind: 'sequence'
  readonly parameters: SequenceParameters
  readonly persistence: 'permanent' | 'unlogged'
  /** The column that it falls with: `owned by`, as `serial` sets it. */
  readonly ownedBy: ColumnName | null
  readonly comment: string | null
}

/** A column of a table. */
export interface ColumnName {
  readonly schema: string
  readonly table: string
  readonly column: string
}
