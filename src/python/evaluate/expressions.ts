import { asInteger, isNumber } from '../builtin/arithmetic.ts'
import { setKey, update } from '../builtin/dict-methods.ts'
import { plain } from '../builtin/read-argument.ts'
import { asciiRepr } from '../builtin/text-repr.ts'
import type {
  Binary,
  BooleanOperation,
  Call,
  Comparison,
  Conditional,
  DictDisplay,
  Display,
  Expression,
  Interpolation,
  Name,
  Slice,
  Subscript,
  Unary,
  Yield,
} from '../syntax/syntax-tree.ts'
import { dict, list, positional, set, tuple } from '../value/make.ts'
import { bool, float, integer, none, str } from '../value/plain-value.ts'
import { doubt } from '../value/unknown-reached.ts'
import type { Arguments, Scope, Steps, SuperValue, Value } from '../value/value.ts'
import { comprehension } from './comprehension.ts'
import type { Evaluate, Evaluator } from './evaluator.ts'
import { lambdaValue } from './function-value.ts'
import { bindName, lookUp } from './names.ts'
import { operateHost } from './operate.ts'
import { attempt } from './settle.ts'
import { truthOf } from './truth.ts'

type Handlers = {
  readonly [Kind in Expression['kind']]: Evaluate<Extract<Expression, { readonly kind: Kind }>>
}

/** One entry for each kind of expression. */
export const expressionHandlers: Handlers = {
  *literal(node) {
    yield* []
    return node.value
  },
  name,
  joined: (node, scope, evaluator) => attempt(joined(node.parts, scope, evaluator)),
  *attribute(node, scope, evaluator) {
    const object = yield* evaluator.evaluate(node.object, scope)
    evaluator.stand(node, scope)
    return yield* evaluator.getAttribute(object, node.name)
  },
  subscript,
  slice,
  call: callExpression,
  unary,
  binary,
  boolean,
  comparison: (node, scope, evaluator) => attempt(comparison(node, scope, evaluator)),
  conditional,
  lambda: lambdaValue,
  tuple: display,
  list: display,
  set: display,
  dict: (node, scope, evaluator) => attempt(dictDisplay(node, scope, evaluator)),
  *starred(node, _, evaluator) {
    yield* []
    return evaluator.unknown(`a starred expression stands where it has no meaning (${node.kind})`)
  },
  comprehension: (node, scope, evaluator) => attempt(comprehension(node, scope, evaluator)),
  *named(node, scope, evaluator) {
    const value = yield* evaluator.evaluate(node.value, scope)
    let target = scope
    while (target.kind === 'comprehension' && target.enclosing) target = target.enclosing
    bindName(node.name, value, { scope: target, at: evaluator.placeOf(node, scope) })
    return value
  },
  yield: yieldExpression,
  *await(node, scope, evaluator) {
    const value = yield* evaluator.evaluate(node.value, scope)
    if (evaluator.host.awaits === true) return value
    return doubt(value) ?? evaluator.unknownAt('what is awaited is not known', node, scope)
  },
  *unsupported(node, scope, evaluator) {
    yield* []
    return evaluator.unknownAt(node.reason, node, scope)
  },
}

function* name(node: Name, scope: Scope, evaluator: Evaluator): Steps<Value> {
  const own = scope.names.get(node.name)
  if (own !== undefined && scope.code === null) return own
  const value = yield* lookUp(node.name, scope, evaluator)
  if (value) return value
  evaluator.stand(node, scope)
  return evaluator.raise('NameError', `name '${node.name}' is not defined`)
}

function* joined(
  parts: readonly (string | Interpolation)[],
  scope: Scope,
  evaluator: Evaluator,
): Steps<Value> {
  let text = ''
  for (const part of parts) {
    text += typeof part === 'string' ? part : yield* interpolated(part, scope, evaluator)
    evaluator.checkSize(text.length)
  }
  return str(text)
}

function* interpolated(part: Interpolation, scope: Scope, evaluator: Evaluator): Steps<string> {
  const value = yield* evaluator.evaluate(part.expression, scope)
  evaluator.stand(part, scope)
  const form = part.format ? yield* joined(part.format, scope, evaluator) : str('')
  const specification = form.kind === 'str' ? form.value : ''
  const echo = part.echo ?? ''
  const conversion = part.conversion ?? (part.echo !== null && !part.format ? 'r' : null)
  if (conversion === null) return echo + (yield* evaluator.format(value, specification))
  const written = conversion === 's' ? yield* evaluator.text(value) : yield* evaluator.repr(value)
  const converted = conversion === 'a' ? asciiRepr(written).slice(1, -1) : written
  return echo + (yield* evaluator.format(str(converted), specification))
}

function* subscript(node: Subscript, scope: Scope, evaluator: Evaluator): Steps<Value> {
  const object = yield* evaluator.evaluate(node.object, scope)
  const index = yield* evaluator.evaluate(node.index, scope)
  evaluator.stand(node, scope)
  return yield* evaluator.getItem(object, index)
}

function* slice(node: Slice, scope: Scope, evaluator: Evaluator): Steps<Value> {
  const lower = node.lower ? yield* evaluator.evaluate(node.lower, scope) : none
  const upper = node.upper ? yield* evaluator.evaluate(node.upper, scope) : none
  const step = node.step ? yield* evaluator.evaluate(node.step, scope) : none
  return doubt(lower) ?? doubt(upper) ?? doubt(step) ?? { kind: 'slice', lower, upper, step }
}

function* callExpression(node: Call, scope: Scope, evaluator: Evaluator): Steps<Value> {
  const callee = yield* evaluator.evaluate(node.callee, scope)
  if (callee.kind === 'class' && callee.name === 'super' && !callee.at) {
    return yield* superCall(node, scope, evaluator)
  }
  const given = yield* evaluateArguments(node.arguments, scope, evaluator)
  evaluator.stand(node, scope)
  if ('kind' in given) return callee.kind === 'unknown' ? callee : given
  const result = yield* attempt(evaluator.call(callee, given))
  evaluator.stand(node, scope)
  return result
}

function* superCall(node: Call, scope: Scope, evaluator: Evaluator): Steps<Value> {
  if (node.arguments.length > 0) {
    const given = yield* evaluateArguments(node.arguments, scope, evaluator)
    if ('kind' in given) return given
    const [owner, self] = given.positional
    if (owner?.kind === 'class' && self) return { kind: 'super', owner, self }
  }
  for (let at: Scope | null = scope; at; at = at.enclosing) {
    const made = superOf(at)
    if (made) return made
  }
  return evaluator.unknownAt('"super()" stands outside of a method', node, scope)
}

function superOf(scope: Scope): SuperValue | null {
  const owner = scope.function?.owner
  const first = scope.code?.parameters[0]?.name
  const self = first === undefined ? undefined : scope.names.get(first)
  return owner && self ? { kind: 'super', owner, self } : null
}

/** Arguments; where a starred one is unknown so is what the callee was given. */
export function* evaluateArguments(
  nodes: Call['arguments'],
  scope: Scope,
  evaluator: Evaluator,
): Steps<Arguments | Extract<Value, { kind: 'unknown' }>> {
  const values: Value[] = []
  const keywords = new Map<string, Value>()
  for (const node of nodes) {
    const value = yield* evaluator.evaluate(node.value, scope)
    if (node.kind === 'positional') values.push(value)
    else if (node.kind === 'keyword') keywords.set(node.name ?? '', value)
    else {
      const reason = doubt(value)
      if (reason) return reason
      if (node.kind === 'star') values.push(...(yield* evaluator.collect(value)))
      else yield* spread(keywords, value, evaluator)
    }
  }
  return { positional: values, keywords }
}

function* spread(keywords: Map<string, Value>, value: Value, evaluator: Evaluator): Steps<void> {
  const entries = dict([])
  yield* update(entries, positional(value), evaluator)
  for (const [key, item] of entries.entries.values()) {
    if (key.kind === 'str') keywords.set(key.value, item)
  }
}

function* unary(node: Unary, scope: Scope, evaluator: Evaluator): Steps<Value> {
  const operand = yield* evaluator.evaluate(node.operand, scope)
  if (node.operator === 'not') {
    const value = yield* truthOf(operand, evaluator)
    return typeof value === 'boolean' ? bool(!value) : value
  }
  evaluator.stand(node, scope)
  const names = { '-': 'negative', '+': 'positive', '~': 'invert' } as const
  const hosted = yield* operateHost(names[node.operator], [operand, none], evaluator)
  const reason = hosted ?? doubt(operand)
  if (reason) return reason
  const methods = { '-': '__neg__', '+': '__pos__', '~': '__invert__' } as const
  if (operand.kind === 'instance') {
    const method = yield* evaluator.findAttribute(operand, methods[node.operator])
    if (method) return yield* evaluator.call(method, positional())
  }
  return numberSign(node.operator, plain(operand), evaluator)
}

function numberSign(operator: '-' | '+' | '~', value: Value, evaluator: Evaluator): Value {
  if (!isNumber(value)) {
    return evaluator.raise('TypeError', `bad operand type for unary ${operator}`)
  }
  if (value.kind === 'float') return float(operator === '-' ? -value.value : value.value)
  const number = asInteger(value)
  if (operator === '+') return integer(number)
  return integer(operator === '-' ? -BigInt(number) : ~BigInt(number))
}

/** Long sums lean to the left: they are walked in a loop. */
function* binary(node: Binary, scope: Scope, evaluator: Evaluator): Steps<Value> {
  const chain: Binary[] = []
  let first: Expression = node
  while (first.kind === 'binary') {
    chain.push(first)
    first = first.left
  }
  let result = yield* evaluator.evaluate(first, scope)
  for (const one of chain.reverse()) {
    const right = yield* evaluator.evaluate(one.right, scope)
    evaluator.stand(one, scope)
    result = yield* evaluator.operate(one.operator, result, right)
  }
  return result
}

function* boolean(node: BooleanOperation, scope: Scope, evaluator: Evaluator): Steps<Value> {
  const left = yield* evaluator.evaluate(node.left, scope)
  const decided = yield* truthOf(left, evaluator)
  if (typeof decided !== 'boolean') return yield* boolOfUnknown(node, [left, scope], evaluator)
  if (decided === (node.operator === 'or')) return left
  return yield* evaluator.evaluate(node.right, scope)
}

/** `unknown and False` is false and `unknown or True` is true, where the right side has no effect. */
function* boolOfUnknown(
  node: BooleanOperation,
  [left, scope]: readonly [Value, Scope],
  evaluator: Evaluator,
): Steps<Value> {
  if (node.right.kind !== 'literal' && node.right.kind !== 'name') return doubt(left) ?? left
  const right = yield* evaluator.evaluate(node.right, scope)
  const decided = yield* truthOf(right, evaluator)
  if (node.operator === 'and' && decided === false) return bool(false)
  return doubt(left) ?? left
}

function* comparison(node: Comparison, scope: Scope, evaluator: Evaluator): Steps<Value> {
  let left = yield* evaluator.evaluate(node.first, scope)
  let result: Value = bool(true)
  for (const { operator, right: side } of node.rest) {
    const right = yield* evaluator.evaluate(side, scope)
    evaluator.stand(node, scope)
    result = yield* evaluator.compare(operator, left, right)
    if (node.rest.length === 1) return result
    const holds = yield* truthOf(result, evaluator)
    if (typeof holds !== 'boolean' || !holds) return result
    left = right
  }
  return result
}

function* conditional(node: Conditional, scope: Scope, evaluator: Evaluator): Steps<Value> {
  const condition = yield* evaluator.evaluate(node.condition, scope)
  const decided = yield* truthOf(condition, evaluator)
  if (typeof decided === 'boolean') {
    return yield* evaluator.evaluate(decided ? node.then : node.otherwise, scope)
  }
  const choice = evaluator.decide(decided)
  if (choice === 'neither') return decided
  return yield* evaluator.evaluate(choice === 'then' ? node.then : node.otherwise, scope)
}

function* display(node: Display, scope: Scope, evaluator: Evaluator): Steps<Value> {
  const items: Value[] = []
  for (const item of node.items) {
    if (item.kind !== 'starred') {
      items.push(yield* evaluator.evaluate(item, scope))
      continue
    }
    const value = yield* evaluator.evaluate(item.value, scope)
    const reason = doubt(value)
    if (reason) return reason
    items.push(...(yield* evaluator.collect(value)))
  }
  if (node.kind === 'tuple') return tuple(items)
  if (node.kind === 'list') return list(items)
  const stranger = items.map(doubt).find((one) => one !== null)
  if (stranger) return stranger
  const made = set([])
  for (const item of items) {
    const hash = evaluator.hash(item)
    if (!made.items.has(hash)) made.items.set(hash, item)
  }
  return made
}

function* dictDisplay(node: DictDisplay, scope: Scope, evaluator: Evaluator): Steps<Value> {
  const made = dict([])
  for (const { key, value } of node.entries) {
    if (key === null) {
      yield* update(made, positional(yield* evaluator.evaluate(value, scope)), evaluator)
      continue
    }
    const name = yield* evaluator.evaluate(key, scope)
    setKey(made, [name, yield* evaluator.evaluate(value, scope)], evaluator)
  }
  return made
}

function* yieldExpression(node: Yield, scope: Scope, evaluator: Evaluator): Steps<Value> {
  const value = node.value ? yield* evaluator.evaluate(node.value, scope) : none
  if (!node.isFrom) return yield { kind: 'yielded', value }
  const source = yield* evaluator.iterate(value)
  for (;;) {
    const next = yield* source.next()
    if (!next) return source.result ?? none
    yield { kind: 'yielded', value: next }
  }
}
