import { none } from '../../../python/value/plain-value.ts'
import type { Steps } from '../../../python/value/value.ts'

/** Waits for a promise within an evaluation. */
export function* waitFor<T>(promise: Promise<T>): Steps<T> {
  const box: T[] = []
  yield promise.then((value) => {
    box.push(value)
    return none
  })
  // The evaluation goes on only after the promise was kept.
  return box[0] as T
}
