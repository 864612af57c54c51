import type { Place } from '../kernel/place.ts'

/** Something of a witness that could not be read. */
export interface TestimonyGap {
  readonly at: Place
  /** A clause without a full stop. */
  readonly reason: string
  /** What it belongs to, as far as that is known: `users.email`. */
  readonly subject: string | null
  /** The source around the place, with a caret. */
  readonly excerpt: string
}
