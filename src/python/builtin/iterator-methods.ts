import { none } from '../value/plain-value.ts'
import type { IteratorValue, Machine, NativeFunction, Steps, Value } from '../value/value.ts'
import { define, defineTolerant } from './define.ts'

/** An iterator over items that are all there. */
export function iteratorOver(items: readonly Value[], typeName = 'iterator'): IteratorValue {
  let next = 0
  return iterator(typeName, function* () {
    next += 1
    yield* []
    return items[next - 1] ?? null
  })
}

/** An iterator that makes its values when asked. */
export function iterator(typeName: string, next: () => Steps<Value | null>): IteratorValue {
  return { kind: 'iterator', typeName, next, sent: null, result: null }
}

function* advance(self: Value | undefined, machine: Machine): Steps<Value> {
  if (self?.kind !== 'iterator') return machine.raise('TypeError', 'an iterator is required')
  const value = yield* self.next()
  return value ?? machine.raise('StopIteration', '')
}

/** The methods of generators. */
export const iteratorMethods: readonly NativeFunction[] = [
  define('__next__', 'self', ([self], machine) => advance(self, machine)),
  define('__iter__', 'self', ([self = none]) => self),
  defineTolerant('send', 'self value', ([self, value = none], machine) => {
    if (self?.kind === 'iterator') self.sent = value
    return advance(self, machine)
  }),
  define('close', 'self', () => none),
]
