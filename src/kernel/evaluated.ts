import type { Place } from './place.ts'

/** What a static reader knows of a value: the value, or why it is not known and where. */
export type Evaluated<T> =
  | { readonly kind: 'known'; readonly value: T; readonly at: Place }
  | { readonly kind: 'unknown'; readonly reason: string; readonly at: Place }
