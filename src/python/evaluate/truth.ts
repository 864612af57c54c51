import { plain } from '../builtin/read-argument.ts'
import { positional } from '../value/make.ts'
import { doubt, UnknownReached } from '../value/unknown-reached.ts'
import type { Steps, UnknownValue, Value } from '../value/value.ts'
import { ownerOf } from './class-order.ts'
import type { Evaluator } from './evaluator.ts'
import { rangeLength } from './iterate.ts'

/** Whether a value counts as true, or why that is not known. */
export function* truthOf(given: Value, evaluator: Evaluator): Steps<boolean | UnknownValue> {
  const reason = doubt(given)
  if (reason) return reason
  if (given.kind === 'host') {
    return given.truth?.({ ...positional(), at: evaluator.here(), machine: evaluator }) ?? true
  }
  if (given.kind === 'instance') {
    for (const name of ['__bool__', '__len__']) {
      if (ownerOf(given.type, name)?.kind !== 'found') continue
      const result = yield* evaluator.call(yield* evaluator.getAttribute(given, name), positional())
      return yield* truthOf(result, evaluator)
    }
  }
  return plainTruth(plain(given))
}

/** The same. @throws UnknownReached where it is not known */
export function* truth(given: Value, evaluator: Evaluator): Steps<boolean> {
  const result = yield* truthOf(given, evaluator)
  if (typeof result === 'boolean') return result
  throw new UnknownReached(result)
}

function plainTruth(value: Value): boolean {
  if (value.kind === 'none') return false
  if (value.kind === 'bool') return value.value
  if (value.kind === 'int' || value.kind === 'float') return Number(value.value) !== 0
  if (value.kind === 'str' || value.kind === 'bytes') return value.value !== ''
  if (value.kind === 'list' || value.kind === 'tuple') return value.items.length > 0
  if (value.kind === 'dict') return value.entries.size > 0
  if (value.kind === 'set') return value.items.size > 0
  return value.kind !== 'range' || rangeLength(value) > 0
}
