/** How much one evaluation may do. */
export interface Limits {
  /** Steps of one evaluation: a module's body, or a call from outside. */
  readonly steps: number
  /** Steps of the whole program. */
  readonly totalSteps: number
  /** Units of a text, items of a container. */
  readonly size: number
  /** Gaps that are kept. */
  readonly gaps: number
}

/** Enough for every project seen; a hostile module ends within a second. */
export const usualLimits: Limits = {
  steps: 2_000_000,
  totalSteps: 50_000_000,
  size: 1_000_000,
  gaps: 10_000,
}
