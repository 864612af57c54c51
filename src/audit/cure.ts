import type { Place } from '../kernel/place.ts'

/** A way out of a finding, with the literal command, statement or edit. */
export type Cure =
  /** To be typed into a shell. */
  | { readonly kind: 'command'; readonly purpose: string; readonly text: string }
  /** To be put into a migration. */
  | { readonly kind: 'sql'; readonly purpose: string; readonly text: string }
  /** To be written at a place in a file. */
  | {
      readonly kind: 'edit'
      readonly purpose: string
      readonly at: Place | null
      readonly text: string
    }
