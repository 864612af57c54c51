import { exceptionClass } from '../builtin/exception-classes.ts'
import type { Handler, Try } from '../syntax/syntax-tree.ts'
import { Raised } from '../value/raised.ts'
import { doubt } from '../value/unknown-reached.ts'
import type { Scope, Steps, UnknownValue, Value } from '../value/value.ts'
import { inherits } from './class-order.ts'
import type { Completion, Evaluator } from './evaluator.ts'
import { bindName } from './names.ts'
import { attempt } from './settle.ts'
import { possibleCalls, taint } from './taint.ts'

/** `try` */
export function* tryStatement(node: Try, scope: Scope, evaluator: Evaluator): Steps<Completion> {
  let result: Completion
  try {
    result = yield* handled(node, scope, evaluator)
  } catch (error) {
    if (!(error instanceof Raised)) throw error
    const end = yield* evaluator.execute(node.finally, scope)
    if (end !== null) return end
    throw error
  }
  return (yield* evaluator.execute(node.finally, scope)) ?? result
}

function* handled(node: Try, scope: Scope, evaluator: Evaluator): Steps<Completion> {
  const before = evaluator.unknownCalls
  const depth = node.handlers.length > 0 ? 1 : 0
  let result: Completion
  evaluator.tryDepth += depth
  try {
    result = yield* evaluator.execute(node.body, scope)
    evaluator.tryDepth -= depth
  } catch (error) {
    evaluator.tryDepth -= depth
    if (!(error instanceof Raised)) throw error
    return yield* handle(node, [error, scope], evaluator)
  }
  if (evaluator.unknownCalls > before) tellHandlers(node, scope, evaluator)
  return result ?? (yield* evaluator.execute(node.otherwise, scope))
}

/** An unknown call may have raised: what handlers would have done is told. */
function tellHandlers(node: Try, scope: Scope, evaluator: Evaluator): void {
  const nodes = node.handlers.flatMap((handler) => handler.body)
  const possible = possibleCalls(nodes, scope, evaluator)
  if (possible.length === 0) return
  evaluator.gap({
    kind: 'exception',
    reason: 'it is not known whether this raises',
    at: evaluator.placeOf(node, scope),
    until: evaluator.placeOf({ start: node.end, end: node.end }, scope),
    possible,
  })
}

function* handle(
  node: Try,
  [raised, scope]: readonly [Raised, Scope],
  evaluator: Evaluator,
): Steps<Completion> {
  for (const handler of node.handlers) {
    const catches = yield* isCaught(handler, [raised.exception, scope], evaluator)
    if (catches === false) continue
    if (catches !== true) {
      const nodes = node.handlers.flatMap((one) => one.body)
      taint({ nodes, scope, why: catches, kind: 'exception' }, evaluator)
      return null
    }
    return yield* runHandler(handler, [raised, scope], evaluator)
  }
  throw raised
}

function* runHandler(
  handler: Handler,
  [raised, scope]: readonly [Raised, Scope],
  evaluator: Evaluator,
): Steps<Completion> {
  if (handler.name !== null) {
    bindName(handler.name, raised.exception, { scope, at: evaluator.placeOf(handler, scope) })
  }
  evaluator.handled.push(raised.exception)
  try {
    return yield* evaluator.execute(handler.body, scope)
  } finally {
    evaluator.handled.pop()
    if (handler.name !== null) scope.names.delete(handler.name)
  }
}

function* isCaught(
  handler: Handler,
  [exception, scope]: readonly [Value, Scope],
  evaluator: Evaluator,
): Steps<boolean | UnknownValue> {
  if (!handler.type) return true
  const type = yield* attempt(evaluator.evaluate(handler.type, scope))
  const types = type.kind === 'tuple' ? type.items : [type]
  let reason: UnknownValue | null = null
  for (const one of types) {
    const answer = catches(one, exception)
    if (answer === true) return true
    if (answer !== false) reason ??= answer
  }
  return reason ?? false
}

function catches(type: Value, exception: Value): boolean | UnknownValue {
  const isBroad = type === exceptionClass('Exception') || type === exceptionClass('BaseException')
  const unknown = doubt(exception)
  if (unknown) return isBroad || unknown
  if (exception.kind !== 'instance') return isBroad
  if (inherits(exception.type, type)) return true
  // A built-in exception is never of a class that a library made.
  if (exception.type.at === null) return false
  return exception.type.order.map(doubt).find((one) => one !== null) ?? false
}
