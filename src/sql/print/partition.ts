import type { QualifiedName } from '../../catalogue/qualified-name.ts'
import type { Partition } from '../../catalogue/table.ts'
import { qualified } from '../identifier.ts'
import { sql, type Sql } from '../sql.ts'
import { where } from './optional.ts'
import { printedText } from './printed-text.ts'

/** Makes a table, which must have the columns and checks of the parent, a partition of it. */
export function attachPartition(table: QualifiedName, partition: Partition): readonly Sql[] {
  const parent = qualified(partition.parent)
  return [
    sql`alter table only ${parent} attach partition ${qualified(table)} ${printedText(partition.bound)}`,
  ]
}

/** Makes a partition a table of its own; concurrently it cannot run in a transaction. */
export function detachPartition(
  table: QualifiedName,
  { parent }: Pick<Partition, 'parent'>,
  { concurrently = false }: { readonly concurrently?: boolean } = {},
): readonly Sql[] {
  const way = where(concurrently, sql` concurrently`)
  return [sql`alter table ${qualified(parent)} detach partition ${qualified(table)}${way}`]
}
