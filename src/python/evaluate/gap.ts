import type { Place } from '../../kernel/place.ts'
import type { Value } from '../value/value.ts'

/** A call that may or may not have happened. */
export interface PossibleCall {
  /** As written, without arguments: `op.drop_table`. */
  readonly callee: string
  /** The whole call as written, cut after 200 characters. */
  readonly text: string
  /** The texts among its arguments, which often name what it touches. */
  readonly strings: readonly string[]
  readonly at: Place
  /** What the callee is, where it can be told without a call. */
  readonly target: Value | null
}

/** Something that could not be read. */
export interface Gap {
  readonly kind: 'condition' | 'raised' | 'limit' | 'syntax' | 'unsupported' | 'exception'
  /** A clause without a full stop. */
  readonly reason: string
  readonly at: Place
  /** The end of the source that was not evaluated. */
  readonly until: Place
  readonly possible: readonly PossibleCall[]
}
