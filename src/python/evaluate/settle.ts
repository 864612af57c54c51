import { UnknownReached } from '../value/unknown-reached.ts'
import type { Answer, Steps, Value } from '../value/value.ts'

/** Waits for whatever a native function or a host gave. */
export function* settle(answer: Answer): Steps<Value> {
  if ('kind' in answer) return answer
  if ('then' in answer) return yield answer
  return yield* answer
}

/** Where an operation meets an unknown value, its own value is that one. */
export function* attempt(steps: Steps<Value>): Steps<Value> {
  try {
    return yield* steps
  } catch (error) {
    if (error instanceof UnknownReached) return error.unknown
    throw error
  }
}
