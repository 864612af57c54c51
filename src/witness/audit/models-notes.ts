import { listOf } from '../../audit/sentences.ts'
import { groupBy } from '../../kernel/group-by.ts'
import { formatPlace } from '../../kernel/place.ts'
import type { ModelGap } from '../../models/declaration.ts'
import type { HeardModels } from './hear-models.ts'

/** What has to be known about models: what could not be read of them, and what PostgreSQL refused. */
export function modelsNotes({ read, refusals }: HeardModels): readonly string[] {
  const groups = groupBy(read.gaps, ({ at, reason }) => `${formatPlace(at)}: ${reason}`)
  const gaps = [...groups].map(([told, group]) => `${whoOf(group)} not read whole: ${told}`)
  // Foreign keys that cannot be made are findings, or follow from a gap.
  const others = refusals.filter(({ statement }) => !statement.sql.includes('foreign key'))
  return [
    ...gaps,
    ...others.map(
      ({ statement: { at, subject }, message }) =>
        `${subject} of the models was refused: ${formatPlace(at)}: ${message}`,
    ),
  ]
}

/** What has one cause is told once. */
function whoOf(group: readonly ModelGap[]): string {
  const models = [...new Set(group.flatMap(({ subject }) => subject ?? []))]
  if (models.length === 0) return 'the models were'
  return models.length === 1 ? `model ${listOf(models)} was` : `models ${listOf(models)} were`
}
