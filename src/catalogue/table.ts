import type { Column } from './column.ts'
import type { Constraint } from './constraint.ts'
import type { Policy } from './policy.ts'
import type { QualifiedName } from './qualified-name.ts'
import type { TableIndex } from './table-index.ts'
import type { Trigger } from './trigger.ts'

/** A table with all that falls with it. Foreign tables are not described. */
export interface Table extends QualifiedName {
  readonly kind: 'table'
  readonly persistence: 'permanent' | 'unlogged'
  /** In their order. */
  readonly columns: readonly Column[]
  readonly constraints: readonly Constraint[]
  readonly indexes: readonly TableIndex[]
  readonly triggers: readonly Trigger[]
  readonly policies: readonly Policy[]
  readonly rowSecurity: RowSecurity
  /** For a partitioned table: strategy and keys, as `pg_get_partkeydef` prints them. */
  readonly partitionKey: string | null
  readonly partitionOf: Partition | null
  /** Parents by `inherits`, in order. */
  readonly inherits: readonly QualifiedName[]
  /** `fillfactor=70`, `autovacuum_enabled=false`, sorted; those of TOAST as `toast.…`. */
  readonly storageParameters: readonly string[]
  /** `heap` unless told otherwise; null for a partitioned table that leaves it open. */
  readonly accessMethod: string | null
  /** The name of the index for `using index`. */
  readonly replicaIdentity: 'default' | 'full' | 'nothing' | { readonly index: string }
  readonly comment: string | null
}

/** `enabled` and `forced` (for the owner too). */
export type RowSecurity = 'disabled' | 'enabled' | 'forced'

/** What a partition holds of its parent. */
export interface Partition {
  readonly parent: QualifiedName
  /** As `pg_get_expr(relpartbound)` prints it: `FOR VALUES FROM ('a') TO ('b')`. */
  readonly bound: string
}
