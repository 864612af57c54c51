import type { StrValue } from '../../python/value/plain-value.ts'
import type { Value } from '../../python/value/value.ts'

/** A name that no naming convention changes any more: `op.f(…)`, `conv(…)`. */
export interface FinalName extends StrValue {
  readonly isFinal: true
}

/** Makes such a name. */
export function finalName(value: string): FinalName {
  return { kind: 'str', value, isFinal: true }
}

/** Whether a value is such a name. */
export function isFinalName(value: Value | null | undefined): boolean {
  return value?.kind === 'str' && 'isFinal' in value
}
