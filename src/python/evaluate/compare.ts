import { characters } from '../builtin/characters.ts'
import { asInteger, isNumber } from '../builtin/arithmetic.ts'
import { isSubset } from '../builtin/set-methods.ts'
import { plain } from '../builtin/read-argument.ts'
import { typeOf } from '../builtin/type-of.ts'
import { compareText } from '../../kernel/ordering.ts'
import type { CompareOperator } from '../syntax/syntax-tree.ts'
import { positional } from '../value/make.ts'
import { bool } from '../value/plain-value.ts'
import { doubt, known, UnknownReached } from '../value/unknown-reached.ts'
import { weight } from '../value/weight.ts'
import type { DictValue, Steps, Value } from '../value/value.ts'
import type { Evaluator } from './evaluator.ts'
import { operateHost } from './operate.ts'

/** `left operator right` of the operators that give a truth. */
export function* compare(
  operator: CompareOperator,
  [left, right]: readonly [Value, Value],
  evaluator: Evaluator,
): Steps<Value> {
  if (operator === 'is' || operator === 'is not') {
    const same = isSame(left, right)
    return same === null
      ? (doubt(left) ?? doubt(right) ?? bool(false))
      : bool(same === (operator === 'is'))
  }
  const hosted = yield* operateHost(operator, [left, right], evaluator)
  if (hosted) return hosted
  const reason = doubt(left) ?? doubt(right)
  if (reason) return reason
  if (operator === 'in') return bool(yield* contains(right, left, evaluator))
  if (operator === 'not in') return bool(!(yield* contains(right, left, evaluator)))
  if (operator === '==') return bool(yield* equals(left, right, evaluator))
  if (operator === '!=') return yield* notEqual(left, right, evaluator)
  return yield* ordered(operator, [left, right], evaluator)
}

/** `is`: values without identity of their own are compared by what they are; null where unknown. */
function isSame(left: Value, right: Value): boolean | null {
  if (left.kind === 'unknown' || right.kind === 'unknown') return null
  if (left === right) return true
  if (left.kind !== right.kind) return false
  if (left.kind === 'none' || left.kind === 'ellipsis') return true
  const isPlain = left.kind === 'bool' || left.kind === 'int' || left.kind === 'str'
  return isPlain && 'value' in right && left.value === right.value
}

function* notEqual(left: Value, right: Value, evaluator: Evaluator): Steps<Value> {
  if (left.kind === 'instance') {
    const method = yield* evaluator.findAttribute(left, '__ne__')
    if (method) return yield* evaluator.call(method, positional(right))
  }
  return bool(!(yield* equals(left, right, evaluator)))
}

/** `==`. @throws UnknownReached where an unknown value decides */
export function* equals(left: Value, right: Value, evaluator: Evaluator): Steps<boolean> {
  if (left === right && left.kind !== 'unknown' && left.kind !== 'float') return true
  known(left)
  known(right)
  evaluator.spend(1 + weight(left))
  const own = yield* equalInstances(left, right, evaluator)
  if (own !== null) return own
  return yield* equalPlain(plain(left), plain(right), evaluator)
}

function* equalInstances(left: Value, right: Value, evaluator: Evaluator): Steps<boolean | null> {
  for (const [one, other] of [
    [left, right],
    [right, left],
  ] as const) {
    if (one.kind === 'host') {
      const answer = yield* operateHost('==', [one, other], evaluator)
      return answer ? yield* evaluator.truth(answer) : one === other
    }
    if (one.kind !== 'instance') continue
    const method = yield* evaluator.findAttribute(one, '__eq__')
    if (method && method.kind !== 'unknown') {
      return yield* evaluator.truth(yield* evaluator.call(method, positional(other)))
    }
    if (!one.payload || (one.type.members && other.kind === 'instance')) return one === other
  }
  return null
}

function* equalPlain(left: Value, right: Value, evaluator: Evaluator): Steps<boolean> {
  if (isNumber(left) && isNumber(right)) {
    // Loose equality compares numbers and bigints by value; booleans were made numbers.
    return Number(left.value) === Number(right.value) && sameInteger(left, right)
  }
  if (left.kind === 'str' || left.kind === 'bytes') {
    return left.kind === right.kind && left.value === right.value
  }
  if ((left.kind === 'list' || left.kind === 'tuple') && right.kind === left.kind) {
    return yield* equalItems(left.items, right.items, evaluator)
  }
  if (left.kind === 'dict' && right.kind === 'dict') {
    return yield* equalEntries(left, right, evaluator)
  }
  return equalOthers(left, right, evaluator)
}

function equalOthers(left: Value, right: Value, evaluator: Evaluator): boolean {
  if (left.kind === 'set' && right.kind === 'set') {
    return left.items.size === right.items.size && isSubset(left.items, right.items)
  }
  if (left.kind === 'none' || left.kind === 'ellipsis') return left.kind === right.kind
  return equalKeys(left, right, evaluator)
}

function* equalEntries(left: DictValue, right: DictValue, evaluator: Evaluator): Steps<boolean> {
  if (left.entries.size !== right.entries.size) return false
  for (const [hash, [, value]] of left.entries) {
    const other = right.entries.get(hash)
    if (!other || !(yield* equals(value, other[1], evaluator))) return false
  }
  return true
}

function sameInteger(
  left: Parameters<typeof asInteger>[0],
  right: Parameters<typeof asInteger>[0],
): boolean {
  if (left.kind === 'float' || right.kind === 'float') return true
  return BigInt(asInteger(left)) === BigInt(asInteger(right))
}

function equalKeys(left: Value, right: Value, evaluator: Evaluator): boolean {
  const structured = left.kind === 'alias' || left.kind === 'range' || left.kind === 'method'
  return structured && right.kind === left.kind && evaluator.hash(left) === evaluator.hash(right)
}

function* equalItems(
  left: readonly Value[],
  right: readonly Value[],
  evaluator: Evaluator,
): Steps<boolean> {
  if (left.length !== right.length) return false
  for (const [index, item] of left.entries()) {
    const other = right[index]
    if (!other || !(yield* equals(item, other, evaluator))) return false
  }
  return true
}

const METHODS = { '<': '__lt__', '<=': '__le__', '>': '__gt__', '>=': '__ge__' } as const

function* ordered(
  operator: '<' | '<=' | '>' | '>=',
  [left, right]: readonly [Value, Value],
  evaluator: Evaluator,
): Steps<Value> {
  if (left.kind === 'instance') {
    const method = yield* evaluator.findAttribute(left, METHODS[operator])
    if (method) return yield* evaluator.call(method, positional(right))
  }
  const [one, other] = [plain(left), plain(right)]
  if (one.kind === 'set' && other.kind === 'set') return bool(orderedSets(operator, [one, other]))
  const order = yield* orderOf(one, other, evaluator)
  if (order === null) {
    const types = `'${typeOf(left).name}' and '${typeOf(right).name}'`
    return evaluator.raise('TypeError', `'${operator}' not supported between instances of ${types}`)
  }
  return bool(holds(operator, order))
}

function holds(operator: '<' | '<=' | '>' | '>=', order: number): boolean {
  if (operator === '<') return order < 0
  if (operator === '<=') return order <= 0
  return operator === '>' ? order > 0 : order >= 0
}

function orderedSets(
  operator: '<' | '<=' | '>' | '>=',
  [left, right]: readonly [Extract<Value, { kind: 'set' }>, Extract<Value, { kind: 'set' }>],
): boolean {
  const [small, large] = operator.startsWith('<') ? [left, right] : [right, left]
  const strict = operator.length === 1
  return isSubset(small.items, large.items) && (!strict || small.items.size < large.items.size)
}

/** Negative, zero, positive or NaN; null where the two have no order. */
function* orderOf(left: Value, right: Value, evaluator: Evaluator): Steps<number | null> {
  if (isNumber(left) && isNumber(right)) return numberOrder(left.value, right.value)
  if (left.kind === 'str' && right.kind === 'str') return codePointOrder(left.value, right.value)
  if (left.kind === 'bytes' && right.kind === 'bytes') return compareText(left.value, right.value)
  if (
    (left.kind === 'list' && right.kind === 'list') ||
    (left.kind === 'tuple' && right.kind === 'tuple')
  ) {
    for (const [index, item] of left.items.entries()) {
      const other = right.items[index]
      if (!other) return 1
      if (yield* equals(item, other, evaluator)) continue
      const isLess = yield* evaluator.truth(yield* compare('<', [item, other], evaluator))
      return isLess ? -1 : 1
    }
    return left.items.length - right.items.length
  }
  return null
}

function numberOrder(left: boolean | number | bigint, right: boolean | number | bigint): number {
  if (left < right) return -1
  if (left > right) return 1
  return Number.isNaN(Number(left)) || Number.isNaN(Number(right)) ? NaN : 0
}

/** UTF-16 units order characters over U+FFFF before some below. */
function codePointOrder(left: string, right: string): number {
  const [one, other] = [characters(left), characters(right)]
  for (const [index, character] of one.entries()) {
    const difference = (character.codePointAt(0) ?? 0) - (other[index]?.codePointAt(0) ?? -1)
    if (difference !== 0) return difference
  }
  return one.length - other.length
}

/** `item in container`. @throws UnknownReached where an unknown value decides */
export function* contains(given: Value, item: Value, evaluator: Evaluator): Steps<boolean> {
  if (given.kind === 'instance') {
    const method = yield* evaluator.findAttribute(given, '__contains__')
    if (method) return yield* evaluator.truth(yield* evaluator.call(method, positional(item)))
  }
  const container = plain(known(given))
  if (container.kind !== 'dict' && container.kind !== 'set') evaluator.spend(weight(container))
  if (container.kind === 'str') {
    const part = plain(item)
    if (part.kind !== 'str') {
      return evaluator.raise('TypeError', "'in <string>' requires string as left operand")
    }
    return container.value.includes(part.value)
  }
  if (container.kind === 'dict') return container.entries.has(evaluator.hash(item))
  if (container.kind === 'set') return container.items.has(evaluator.hash(item))
  return yield* holdsItem(yield* evaluator.collect(container), item, evaluator)
}

/** An unknown item makes the answer unknown only where no other one is equal. */
function* holdsItem(items: readonly Value[], wanted: Value, evaluator: Evaluator): Steps<boolean> {
  let reason: UnknownReached | null = null
  for (const item of items) {
    if (item.kind === 'unknown') reason ??= new UnknownReached(item)
    else if (yield* equals(item, wanted, evaluator)) return true
  }
  if (reason) throw reason
  return false
}
