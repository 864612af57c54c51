import { tableKey } from '../../../catalogue/table-key.ts'
import type { ExtendedStatistics } from '../../../catalogue/statistics.ts'
import { createStatistics } from '../statistics.ts'
import { stepFor, type Step } from './step.ts'

/** The step that makes extended statistics. */
export function statisticsSteps(statistics: ExtendedStatistics): readonly Step[] {
  const { schema, name, table } = statistics
  return [
    stepFor({ kind: 'statistics', schema, name }, 'statistics', {
      statements: createStatistics(statistics),
      needs: [tableKey(table)],
    }),
  ]
}
