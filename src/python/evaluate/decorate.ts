import type { Expression } from '../syntax/syntax-tree.ts'
import { positional } from '../value/make.ts'
import { doubt } from '../value/unknown-reached.ts'
import type {
  ClassValue,
  FunctionValue,
  Scope,
  Steps,
  UnknownValue,
  Value,
} from '../value/value.ts'
import type { Evaluator } from './evaluator.ts'
import { attempt } from './settle.ts'

/**
 * Applies decorators, the last one first. One that is unknown is left out and kept with the function
 * or class, so that a reader can say so.
 */
export function* decorate(
  made: FunctionValue | ClassValue,
  [decorators, scope]: readonly [readonly Expression[], Scope],
  evaluator: Evaluator,
): Steps<Value> {
  let value: Value = made
  const dropped: UnknownValue[] = []
  for (const decorator of [...decorators].reverse()) {
    const callee = yield* attempt(evaluator.evaluate(decorator, scope))
    evaluator.stand(decorator, scope)
    const result: Value = yield* attempt(evaluator.call(callee, positional(value)))
    const reason = result.kind === 'unknown' ? doubt(result) : null
    if (reason) dropped.push(reason)
    else value = result
  }
  if (dropped.length === 0) return value
  if (made.kind === 'class') made.droppedDecorators.push(...dropped)
  return value === made && made.kind === 'function'
    ? { ...made, droppedDecorators: dropped }
    : value
}
