import type { ReplayFailure } from '../history/replayed-revision.ts'
import { formatPlace } from '../kernel/place.ts'
import type { Paint } from './paint.ts'

/** Why a statement failed: PostgreSQL's words, the place, the source, the facts. */
export function failureLines(failure: ReplayFailure, paint: Paint): readonly string[] {
  const { message, at, excerpt, details } = failure
  return [
    paint.bad(message),
    `${paint.dim('at')} ${formatPlace(at)}`,
    ...(excerpt === null ? [] : excerpt.split('\n')),
    ...details,
  ]
}
