import type { QualifiedName } from '../../catalogue/qualified-name.ts'
import type { IndexKey, TableIndex } from '../../catalogue/table-index.ts'
import { identifier, qualified } from '../identifier.ts'
import { joinSql, sql, type Sql } from '../sql.ts'
import { list, nameList } from './name-list.ts'
import { nothing, optional, where } from './optional.ts'
import {
  storageParameterList,
  storageParameterNames,
  withStorageParameters,
} from './storage-parameters.ts'
import { printedText } from './printed-text.ts'

/** How an index is built. */
export interface CreateIndexOptions {
  /** Lets writes go on; cannot run in a transaction, and not on a partitioned table. */
  readonly concurrently?: boolean
  /** Leaves the partitions alone: the index is not valid until each of them has its share. */
  readonly only?: boolean
}

/** Builds an index on a table or materialised view. */
export function createIndex(
  index: TableIndex,
  table: QualifiedName,
  { concurrently = false, only = false }: CreateIndexOptions = {},
): readonly Sql[] {
  const head = joinSql(
    [
      sql`create${where(index.unique, sql` unique`)} index`,
      where(concurrently, sql` concurrently`),
      sql` ${identifier(index.name)} on${where(only, sql` only`)} ${qualified(table)}`,
      sql` using ${identifier(index.method)} ${list(index.keys.map(keyDefinition))}`,
    ],
    nothing,
  )
  return [sql`${head}${indexTail(index)}`]
}

/** Drops an index of a schema. */
export function dropIndex(
  index: QualifiedName,
  { concurrently = false }: Pick<CreateIndexOptions, 'concurrently'> = {},
): readonly Sql[] {
  return [sql`drop index${where(concurrently, sql` concurrently`)} ${qualified(index)}`]
}

/** Makes the index of a partition the share of the index of its parent. */
export function attachIndex(parent: QualifiedName, index: QualifiedName): readonly Sql[] {
  return [sql`alter index ${qualified(parent)} attach partition ${qualified(index)}`]
}

/** Sets storage parameters of an index. What is there already holds from the next `reindex` on. */
export function setIndexStorage(
  index: QualifiedName,
  parameters: readonly string[],
): readonly Sql[] {
  return [sql`alter index ${qualified(index)} set ${storageParameterList(parameters)}`]
}

/** Sets storage parameters of an index back to the server's own. */
export function resetIndexStorage(
  index: QualifiedName,
  parameters: readonly string[],
): readonly Sql[] {
  return [sql`alter index ${qualified(index)} reset ${storageParameterNames(parameters)}`]
}

function indexTail({ include, nullsNotDistinct, storageParameters, where: condition }: TableIndex) {
  return joinSql(
    [
      where(include.length > 0, sql` include ${nameList(include)}`),
      where(nullsNotDistinct, sql` nulls not distinct`),
      withStorageParameters(storageParameters),
      optional(condition, (expression) => sql` where ${printedText(expression)}`),
    ],
    nothing,
  )
}

function keyDefinition(key: IndexKey): Sql {
  return joinSql(
    [
      key.on.kind === 'column' ? identifier(key.on.name) : printedText(key.on.text),
      optional(key.collation, (collation) => sql` collate ${printedText(collation)}`),
      optional(key.operatorClass, (operatorClass) => sql` ${printedText(operatorClass)}`),
      orderOf(key),
    ],
    nothing,
  )
}

/** Nulls count as larger than any value, unless told otherwise. */
function orderOf({ order, nulls }: IndexKey): Sql {
  switch (order) {
    case 'ascending':
      return nulls === 'last' ? nothing : sql` nulls first`
    case 'descending':
      return nulls === 'first' ? sql` desc` : sql` desc nulls last`
  }
}
