import type { With } from '../syntax/syntax-tree.ts'
import { positional } from '../value/make.ts'
import { none } from '../value/plain-value.ts'
import { Raised } from '../value/raised.ts'
import { doubt } from '../value/unknown-reached.ts'
import type { Scope, Steps, Value } from '../value/value.ts'
import type { Completion, Evaluator } from './evaluator.ts'
import { attempt, settle } from './settle.ts'

/** `with context as target` */
export function* withStatement(node: With, scope: Scope, evaluator: Evaluator): Steps<Completion> {
  return yield* enter(node, [0, scope], evaluator)
}

/** Managers are entered one within the other. */
function* enter(
  node: With,
  [depth, scope]: readonly [number, Scope],
  evaluator: Evaluator,
): Steps<Completion> {
  const item = node.items[depth]
  if (!item) return yield* evaluator.execute(node.body, scope)
  const manager = yield* attempt(evaluator.evaluate(item.context, scope))
  evaluator.stand(item.context, scope)
  const value = yield* attempt(entered(manager, evaluator))
  if (item.target) yield* evaluator.assign(item.target, value, scope)
  let result: Completion
  try {
    result = yield* enter(node, [depth + 1, scope], evaluator)
  } catch (error) {
    if (!(error instanceof Raised)) throw error
    if (yield* exited(manager, error.exception, evaluator)) return null
    throw error
  }
  yield* exited(manager, null, evaluator)
  return result
}

function* entered(manager: Value, evaluator: Evaluator): Steps<Value> {
  const reason = doubt(manager)
  if (reason) {
    evaluator.unknownCalls += 1
    return reason
  }
  if (manager.kind === 'host') {
    if (!manager.enter) return evaluator.unknown(`"with" of ${manager.typeName} is not understood`)
    return yield* settle(
      manager.enter({ ...positional(), at: evaluator.here(), machine: evaluator }),
    )
  }
  const method = yield* evaluator.findAttribute(manager, '__enter__')
  if (method) return yield* evaluator.call(method, positional())
  return evaluator.unknown('this is no context manager')
}

/** Whether the manager swallows the exception. */
function* exited(manager: Value, exception: Value | null, evaluator: Evaluator): Steps<boolean> {
  if (doubt(manager)) return false
  if (manager.kind === 'host') {
    if (!manager.exit) return false
    const call = { ...positional(exception ?? none), at: evaluator.here(), machine: evaluator }
    const answer = yield* settle(manager.exit(call))
    return answer.kind === 'bool' && answer.value
  }
  const method = yield* evaluator.findAttribute(manager, '__exit__')
  if (!method) return false
  const type = exception?.kind === 'instance' ? exception.type : none
  const answer = yield* evaluator.call(method, positional(type, exception ?? none, none))
  return answer.kind === 'bool' && answer.value
}
