import type { Place } from '../../kernel/place.ts'
import type { UnknownValue, Value } from './value.ts'

/** Ends an operation that met an unknown value; the operation's own value is then that one. */
export class UnknownReached extends Error {
  readonly unknown: UnknownValue

  constructor(unknown: UnknownValue) {
    super(unknown.reason)
    this.unknown = unknown
  }
}

/** Makes an unknown value. */
export function unknownValue(reason: string, at: Place): UnknownValue {
  return { kind: 'unknown', reason, at }
}

/** The value itself. @throws UnknownReached where it is unknown or its content is uncertain */
export function known<T extends Value>(value: T): Exclude<T, UnknownValue> {
  if (value.kind === 'unknown') throw new UnknownReached(value)
  if ('uncertain' in value && value.uncertain) throw new UnknownReached(value.uncertain)
  return value as Exclude<T, UnknownValue>
}

/** Why a value is unknown or uncertain; null where it is known. */
export function doubt(value: Value): UnknownValue | null {
  if (value.kind === 'unknown') return value
  return 'uncertain' in value ? value.uncertain : null
}
