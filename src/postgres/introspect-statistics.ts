import type { QualifiedName } from '../catalogue/qualified-name.ts'
import type { ExtendedStatistics } from '../catalogue/statistics.ts'
import type { ReadRows } from './introspect-query.ts'
import { withSortedColumns } from '../sql/statistics-definition.ts'
import { sortedByName } from './introspect-sorting.ts'

interface StatisticsRow extends QualifiedName {
  readonly table_schema: string
  readonly table_name: string
  readonly definition: string
  readonly target: number | null
  readonly comment: string | null
}

/** Reads the extended statistics, sorted by name. */
export async function introspectStatistics(read: ReadRows): Promise<readonly ExtendedStatistics[]> {
  const rows = await read<StatisticsRow>('statistics')
  return sortedByName(rows.map(statisticsOf))
}

function statisticsOf(row: StatisticsRow): ExtendedStatistics {
  return {
    kind: 'statistics',
    schema: row.schema,
    name: row.name,
    table: { schema: row.table_schema, name: row.table_name },
    definition: withSortedColumns(row.definition),
    target: row.target,
    comment: row.comment,
  }
}
