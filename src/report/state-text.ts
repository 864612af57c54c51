import type { RevisionState } from '../run/standing.ts'
import type { Paint } from './paint.ts'

/** The state of a migration in its colour. */
export function paintedState(state: RevisionState, paint: Paint): string {
  switch (state) {
    case 'applied':
      return paint.good(state)
    case 'pending':
    case 'skipped':
      return paint.warn(state)
    case 'partial':
    case 'changed':
    case 'unknown':
      return paint.bad(state)
  }
}
