import type { Place } from '../../kernel/place.ts'
import type { Value } from './value.ts'

/** An exception of Python on its way up. */
export class Raised extends Error {
  readonly exception: Value
  readonly at: Place

  constructor(exception: Value, at: Place) {
    super('raised')
    this.exception = exception
    this.at = at
  }
}

/** The evaluation came to its limit of steps; no code of Python can catch it. */
export class LimitReached extends Error {}
