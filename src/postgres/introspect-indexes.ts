import type { QualifiedName } from '../catalogue/qualified-name.ts'
import type { IndexKey, IndexSubject, TableIndex } from '../catalogue/table-index.ts'
import { sortedBy } from '../kernel/ordering.ts'
import type { ColumnsOfRelations } from './introspect-columns.ts'
import { groupedByRelation, type Groups, type Hanging } from './introspect-groups.ts'
import { parseIndexKeys, type PrintedKey } from './introspect-index-keys.ts'
import type { ReadRows } from './introspect-query.ts'
import { sortedOptions } from './introspect-sorting.ts'

interface IndexRow extends Hanging {
  readonly name: string
  readonly method: string
  readonly is_unique: boolean
  readonly nulls_not_distinct: boolean
  readonly key_count: number
  /** Numbers of the columns: the keys, then those carried along. 0 is an expression. */
  readonly columns: readonly number[]
  /** `indoption`, a set of bits for each key. */
  readonly orders: readonly number[]
  /** Only of an index with a key that its column alone does not explain. */
  readonly definition: string | null
  readonly keys: readonly string[] | null
  readonly condition: string | null
  readonly options: readonly string[] | null
  readonly valid: boolean
  readonly clustered: boolean
  readonly parent_schema: string | null
  readonly parent_name: string | null
  readonly comment: string | null
}

/** Reads the indexes of every table and materialised view, sorted by name. */
export async function introspectIndexes(
  read: ReadRows,
  columns: ColumnsOfRelations,
): Promise<Groups<TableIndex>> {
  const rows = await read<IndexRow>('indexes')
  const sorted = sortedBy(rows, (row) => row.name)
  return groupedByRelation(sorted, (row) => indexOf(row, columns))
}

function indexOf(row: IndexRow, columns: ColumnsOfRelations): TableIndex {
  return {
    kind: 'index',
    name: row.name,
    method: row.method,
    unique: row.is_unique,
    nullsNotDistinct: row.nulls_not_distinct,
    keys: keysOf(row, columns),
    include: columns.names(row.relation, row.columns.slice(row.key_count)),
    where: row.condition,
    storageParameters: sortedOptions(row.options),
    valid: row.valid,
    partitionOf: parentOf(row),
    clustered: row.clustered,
    comment: row.comment,
  }
}

function keysOf(row: IndexRow, columns: ColumnsOfRelations): readonly IndexKey[] {
  const { definition, keys } = row
  const printed = definition === null || keys === null ? null : parseIndexKeys(definition, keys)
  return row.columns.slice(0, row.key_count).map((number, place) => ({
    on: subjectOf(number, {
      text: () => keys?.[place] ?? '',
      name: () => columns.names(row.relation, [number])[0] ?? '',
    }),
    ...(printed?.[place] ?? asItsColumn),
    ...orderOf(row.orders[place] ?? 0),
  }))
}

const asItsColumn: PrintedKey = { collation: null, operatorClass: null }

interface SubjectTexts {
  text(): string
  name(): string
}

function subjectOf(number: number, texts: SubjectTexts): IndexSubject {
  if (number === 0) return { kind: 'expression', text: texts.text() }
  return { kind: 'column', name: texts.name() }
}

/** The bits are INDOPTION_DESC and INDOPTION_NULLS_FIRST of PostgreSQL's pg_index.h. */
function orderOf(bits: number): Pick<IndexKey, 'order' | 'nulls'> {
  return {
    order: (bits & 1) === 0 ? 'ascending' : 'descending',
    nulls: (bits & 2) === 0 ? 'last' : 'first',
  }
}

function parentOf({ parent_schema, parent_name }: IndexRow): QualifiedName | null {
  if (parent_schema === null || parent_name === null) return null
  return { schema: parent_schema, name: parent_name }
}
