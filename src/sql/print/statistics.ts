import type { QualifiedName } from '../../catalogue/qualified-name.ts'
import type { ExtendedStatistics } from '../../catalogue/statistics.ts'
import { qualified } from '../identifier.ts'
import { sql, type Sql } from '../sql.ts'
import { printedText } from './printed-text.ts'

/** Makes extended statistics, with their target. */
export function createStatistics(statistics: ExtendedStatistics): readonly Sql[] {
  const { definition, target } = statistics
  return [
    printedText(definition),
    ...(target === null ? [] : setExtendedStatisticsTarget(statistics, target)),
  ]
}

/** Sets how many values `analyze` keeps for the statistics, or leaves that to the server. */
export function setExtendedStatisticsTarget(
  statistics: QualifiedName,
  target: number | null,
): readonly Sql[] {
  const number = printedText(String(target ?? -1))
  return [sql`alter statistics ${qualified(statistics)} set statistics ${number}`]
}

/** Drops extended statistics. */
export function dropStatistics(statistics: QualifiedName): readonly Sql[] {
  return [sql`drop statistics ${qualified(statistics)}`]
}
