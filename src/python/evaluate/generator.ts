import type { FunctionCode } from '../syntax/syntax-tree.ts'
import { none } from '../value/plain-value.ts'
import { UnknownReached } from '../value/unknown-reached.ts'
import type { IteratorValue, Scope, Steps, Value } from '../value/value.ts'
import type { Completion, Evaluator } from './evaluator.ts'

/** A generator of Python: its body runs as far as each `yield` when it is asked for a value. */
export function generatorOf(code: FunctionCode, scope: Scope, evaluator: Evaluator): IteratorValue {
  const body = evaluator.execute(code.body, scope)
  const self: IteratorValue = {
    kind: 'iterator',
    typeName: 'generator',
    sent: null,
    result: null,
    next: function* () {
      if (isDone) return null
      const { ended, value } = yield* resume(body, self, evaluator)
      isDone = ended
      if (!ended) return value
      self.result = value
      return null
    },
  }
  let isDone = false
  return self
}

interface Resumed {
  readonly ended: boolean
  readonly value: Value
}

/** Promises of hosts go on to the loop; a value of `yield` ends the step. */
function* resume(
  body: Steps<Completion>,
  self: IteratorValue,
  evaluator: Evaluator,
): Steps<Resumed> {
  const sent = self.sent ?? none
  self.sent = null
  evaluator.callDepth += 1
  try {
    let step = body.next(sent)
    while (!step.done) {
      if ('kind' in step.value) return { ended: false, value: step.value.value }
      step = body.next(yield step.value)
    }
    return { ended: true, value: valueOf(step.value) }
  } finally {
    evaluator.callDepth -= 1
  }
}

/** What a generator returned; where it is not known whether it ended, its values are unknown. */
function valueOf(completion: Completion): Value {
  if (completion === null || typeof completion === 'string') return none
  if (completion.kind === 'uncertain') throw new UnknownReached(completion.why)
  return completion.value
}
