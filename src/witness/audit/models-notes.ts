import { formatPlace } from '../../kernel/place.ts'
import type { HeardModels } from './hear-models.ts'

/** What has to be known about models: what could not be read of them, and what PostgreSQL refused. */
export function modelsNotes({ read, refusals }: HeardModels): readonly string[] {
  const gaps = read.gaps.map(({ at, reason, subject }) => {
    const told = `${formatPlace(at)}: ${reason}`
    return subject === null
      ? `the models were not read whole: ${told}`
      : `model ${subject} was not read whole: ${told}`
  })
  // Foreign keys that cannot be made are findings, or follow from a gap.
  const others = refusals.filter(({ statement }) => !statement.sql.includes('foreign key'))
  return [
    ...new Set(gaps),
    ...others.map(
      ({ statement: { at, subject }, message }) =>
        `${subject} of the models was refused: ${formatPlace(at)}: ${message}`,
    ),
  ]
}
