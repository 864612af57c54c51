import { arithmetic, isNumber } from '../builtin/arithmetic.ts'
import { combined } from '../builtin/set-methods.ts'
import { percentFormat } from '../builtin/percent-format.ts'
import { typeOf } from '../builtin/type-of.ts'
import { plain } from '../builtin/read-argument.ts'
import type { BinaryOperator } from '../syntax/syntax-tree.ts'
import { alias, dict, list, positional, tuple } from '../value/make.ts'
import { bytes, str } from '../value/plain-value.ts'
import { doubt } from '../value/unknown-reached.ts'
import { weight } from '../value/weight.ts'
import type { HostOperation, Steps, Value } from '../value/value.ts'
import { unionOrigin } from '../builtin/typing-names.ts'
import type { Evaluator } from './evaluator.ts'
import { settle } from './settle.ts'

const METHODS: Readonly<Record<BinaryOperator, string>> = {
  '+': 'add',
  '-': 'sub',
  '*': 'mul',
  '/': 'truediv',
  '//': 'floordiv',
  '%': 'mod',
  '**': 'pow',
  '@': 'matmul',
  '<<': 'lshift',
  '>>': 'rshift',
  '&': 'and',
  '|': 'or',
  '^': 'xor',
}

/** `left operator right` */
export function* operate(
  operator: BinaryOperator,
  [left, right]: readonly [Value, Value],
  evaluator: Evaluator,
): Steps<Value> {
  const hosted = yield* operateHost(operator, [left, right], evaluator)
  if (hosted) return hosted
  // Only a type can be joined with None, whatever it is.
  if (operator === '|' && isNoneBesideUnknown(left, right)) return alias(unionOrigin, [left, right])
  const reason = doubt(left) ?? (operator === '%' && left.kind === 'str' ? null : doubt(right))
  if (reason) return reason
  const own = yield* operateInstances(operator, [left, right], evaluator)
  if (own) return own
  evaluator.spend(weight(left) + weight(right))
  const result = yield* operatePlain(operator, [plain(left), plain(right)], evaluator)
  if (result) {
    evaluator.spend(weight(result))
    return result
  }
  const types = `'${typeOf(left).name}' and '${typeOf(right).name}'`
  return evaluator.raise('TypeError', `unsupported operand type(s) for ${operator}: ${types}`)
}

/** An operator with a host on one side; null where neither side answers. */
export function* operateHost(
  operator: HostOperation['operator'],
  [left, right]: readonly [Value, Value],
  evaluator: Evaluator,
): Steps<Value | null> {
  if (left.kind !== 'host' && right.kind !== 'host') return null
  const call = { ...positional(), at: evaluator.here(), machine: evaluator }
  if (left.kind === 'host' && left.operate) {
    const answer = left.operate({ operator, other: right, reflected: false }, call)
    if (answer) return yield* settle(answer)
  }
  if (right.kind === 'host' && right.operate) {
    const answer = right.operate({ operator, other: left, reflected: true }, call)
    if (answer) return yield* settle(answer)
  }
  if (operator === '|' && isType(left) && isType(right)) return alias(unionOrigin, [left, right])
  return null
}

function* operateInstances(
  operator: BinaryOperator,
  [left, right]: readonly [Value, Value],
  evaluator: Evaluator,
): Steps<Value | null> {
  if (left.kind === 'instance') {
    const method = yield* evaluator.findAttribute(left, `__${METHODS[operator]}__`)
    if (method) return yield* evaluator.call(method, positional(right))
  }
  if (right.kind === 'instance') {
    const method = yield* evaluator.findAttribute(right, `__r${METHODS[operator]}__`)
    if (method) return yield* evaluator.call(method, positional(left))
  }
  if (left.kind === 'host' || right.kind === 'host') {
    const host = left.kind === 'host' ? left : right
    const name = host.kind === 'host' ? host.typeName : ''
    return evaluator.unknown(`"${operator}" with ${name} is not understood`)
  }
  return null
}

function* operatePlain(
  operator: BinaryOperator,
  [left, right]: readonly [Value, Value],
  evaluator: Evaluator,
): Steps<Value | null> {
  if (isNumber(left) && isNumber(right)) return arithmetic(operator, [left, right], evaluator)
  if (operator === '%' && left.kind === 'str') {
    return str(yield* percentFormat(left.value, right, evaluator))
  }
  if (operator === '+') return concatenated([left, right], evaluator)
  if (operator === '*') return repeated([left, right], evaluator)
  if (left.kind === 'set' && right.kind === 'set' && isSetOperator(operator)) {
    return combined(operator, left, right.items)
  }
  if (operator === '|' && left.kind === 'dict' && right.kind === 'dict') {
    return dict([...left.entries, ...right.entries])
  }
  return typeUnion(operator, left, right)
}

function typeUnion(operator: BinaryOperator, left: Value, right: Value): Value | null {
  return operator === '|' && isType(left) && isType(right)
    ? alias(unionOrigin, [left, right])
    : null
}

function isSetOperator(operator: BinaryOperator): operator is '|' | '&' | '-' | '^' {
  return operator === '|' || operator === '&' || operator === '-' || operator === '^'
}

function isNoneBesideUnknown(left: Value, right: Value): boolean {
  return (
    (left.kind === 'none' && right.kind === 'unknown') ||
    (left.kind === 'unknown' && right.kind === 'none')
  )
}

function isType(value: Value): boolean {
  return ['class', 'alias', 'none', 'host'].includes(value.kind) || value.kind === 'str'
}

function concatenated([left, right]: readonly [Value, Value], evaluator: Evaluator): Value | null {
  if (left.kind === 'str' && right.kind === 'str') {
    evaluator.checkSize(left.value.length + right.value.length)
    return str(left.value + right.value)
  }
  if (left.kind === 'bytes' && right.kind === 'bytes') return bytes(left.value + right.value)
  if (left.kind === 'list' && right.kind === 'list') {
    evaluator.checkSize(left.items.length + right.items.length)
    return list([...left.items, ...right.items])
  }
  if (left.kind === 'tuple' && right.kind === 'tuple') {
    evaluator.checkSize(left.items.length + right.items.length)
    return tuple([...left.items, ...right.items])
  }
  return null
}

function repeated([left, right]: readonly [Value, Value], evaluator: Evaluator): Value | null {
  const [value, times] = left.kind === 'int' || left.kind === 'bool' ? [right, left] : [left, right]
  if (times.kind !== 'int' && times.kind !== 'bool') return null
  const count = Math.max(0, Number(times.value))
  if (value.kind === 'str' || value.kind === 'bytes') {
    if (value.value === '') return value
    evaluator.checkSize(value.value.length * count)
    return { ...value, value: value.value.repeat(count) }
  }
  if (value.kind !== 'list' && value.kind !== 'tuple') return null
  if (value.items.length > 0) evaluator.checkSize(value.items.length * count)
  // Lists take more memory than texts, so they cost more.
  evaluator.spend((value.items.length * count) >> 2)
  const items: Value[] = []
  for (let time = 0; time < count && value.items.length > 0; time += 1) items.push(...value.items)
  return value.kind === 'list' ? list(items) : tuple(items)
}
