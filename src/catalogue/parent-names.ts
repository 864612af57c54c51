import type { QualifiedName } from './qualified-name.ts'
import type { Table } from './table.ts'

/** What a table is a partition or a child of. */
export function parentNames({
  partitionOf,
  inherits,
}: Pick<Table, 'partitionOf' | 'inherits'>): readonly QualifiedName[] {
  return partitionOf === null ? inherits : [partitionOf.parent]
}
