import { characters } from '../builtin/characters.ts'
import { iterator, iteratorOver } from '../builtin/iterator-methods.ts'
import { plain } from '../builtin/read-argument.ts'
import { typeOf } from '../builtin/type-of.ts'
import { positional, tuple } from '../value/make.ts'
import { integer, str } from '../value/plain-value.ts'
import { Raised } from '../value/raised.ts'
import { known, UnknownReached } from '../value/unknown-reached.ts'
import type { IteratorValue, RangeValue, Steps, Value } from '../value/value.ts'
import type { Evaluator } from './evaluator.ts'
import { inherits } from './class-order.ts'
import { exceptionClass } from '../builtin/exception-classes.ts'

/** The items of a value that has them all at hand; null for others. */
function itemsAtHand(value: Value): readonly Value[] | null {
  if (value.kind === 'list' || value.kind === 'tuple') return value.items
  if (value.kind === 'dict') return [...value.entries.values()].map(([key]) => key)
  if (value.kind === 'set') return [...value.items.values()]
  if (value.kind === 'str') return characters(value.value).map(str)
  if (value.kind === 'bytes') {
    return characters(value.value).map((one) => integer(one.charCodeAt(0)))
  }
  return value.kind === 'class' && value.members ? [...new Set(value.members.values())] : null
}

/** All items. @throws UnknownReached where they are unknown or too many */
export function* collect(given: Value, evaluator: Evaluator): Steps<readonly Value[]> {
  const value = plain(known(given))
  const items = itemsAtHand(value)
  if (items) {
    evaluator.spend(items.length >> 4)
    return items
  }
  if (value.kind === 'range') evaluator.checkSize(rangeLength(value))
  const source = yield* iterate(value, evaluator)
  const found: Value[] = []
  for (;;) {
    const next = yield* source.next()
    if (!next) return found
    found.push(next)
    evaluator.spend(1)
    evaluator.checkSize(found.length)
  }
}

/** How many numbers a range has. */
export function rangeLength({ start, stop, step }: RangeValue): number {
  return Math.max(0, Math.ceil((stop - start) / step))
}

/** `iter(value)`. Lists are followed as they grow. */
export function* iterate(given: Value, evaluator: Evaluator): Steps<IteratorValue> {
  const value = plain(known(given))
  if (value.kind === 'iterator') return value
  if (value.kind === 'range') return overRange(value)
  if (value.kind === 'list') return overList(value.items)
  const items = itemsAtHand(value)
  if (items) return iteratorOver(items)
  if (value.kind === 'host' && value.iterate) {
    const answer = value.iterate({ ...positional(), at: evaluator.here(), machine: evaluator })
    return yield* iterate('then' in answer ? yield answer : tuple(answer), evaluator)
  }
  const method = yield* evaluator.findAttribute(value, '__iter__')
  if (method?.kind === 'unknown') throw new UnknownReached(method)
  if (method) return yield* fromMethod(yield* evaluator.call(method, positional()), evaluator)
  if (value.kind === 'host') {
    throw new UnknownReached(evaluator.unknown(`the items of ${value.typeName} are not known`))
  }
  return evaluator.raise('TypeError', `'${typeOf(value).name}' object is not iterable`)
}

function* fromMethod(value: Value, evaluator: Evaluator): Steps<IteratorValue> {
  if (value.kind !== 'instance') return yield* iterate(value, evaluator)
  const method = yield* evaluator.getAttribute(value, '__next__')
  return iterator('iterator', function* () {
    try {
      evaluator.spend(1)
      return yield* evaluator.call(method, positional())
    } catch (error) {
      if (isStop(error)) return null
      throw error
    }
  })
}

/** Whether an exception ends an iteration. */
export function isStop(error: unknown): boolean {
  return (
    error instanceof Raised &&
    error.exception.kind === 'instance' &&
    inherits(error.exception.type, exceptionClass('StopIteration'))
  )
}

function overRange(range: RangeValue): IteratorValue {
  let next = 0
  const length = rangeLength(range)
  return iterator('range_iterator', function* () {
    yield* []
    next += 1
    return next > length ? null : integer(range.start + (next - 1) * range.step)
  })
}

function overList(items: readonly Value[]): IteratorValue {
  let next = 0
  return iterator('list_iterator', function* () {
    yield* []
    next += 1
    return items[next - 1] ?? null
  })
}
