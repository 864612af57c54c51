import { typeOf } from '../builtin/type-of.ts'
import { plain } from '../builtin/read-argument.ts'
import { dict, instance, positional, tuple } from '../value/make.ts'
import { none, str } from '../value/plain-value.ts'
import { doubt, UnknownReached } from '../value/unknown-reached.ts'
import type {
  Arguments,
  ClassValue,
  FunctionValue,
  HostObject,
  NativeFunction,
  Scope,
  Steps,
  UnknownValue,
  Value,
} from '../value/value.ts'
import { weight } from '../value/weight.ts'
import { ownerOf } from './class-order.ts'
import type { Completion, Evaluator } from './evaluator.ts'
import { generatorOf } from './generator.ts'
import { settle } from './settle.ts'

/** Deeper calls give unknown values, so that JavaScript's own stack holds. */
const DEEPEST = 100

/** `callee(given)` */
export function* call(callee: Value, given: Arguments, evaluator: Evaluator): Steps<Value> {
  if (callee.kind === 'unknown') return callUnknown(callee, given, evaluator)
  if (callee.kind === 'native') return yield* callNative(callee, given, evaluator)
  if (callee.kind === 'function') return yield* callFunction(callee, given, evaluator)
  if (callee.kind === 'class') return yield* instantiate(callee, given, evaluator)
  if (callee.kind === 'host') return yield* callHost(callee, given, evaluator)
  if (callee.kind === 'alias') return yield* call(callee.origin, given, evaluator)
  if (callee.kind === 'method') {
    const rest = { ...given, positional: [callee.self, ...given.positional] }
    return yield* call(callee.callee, rest, evaluator)
  }
  if (callee.kind === 'staticmethod' || callee.kind === 'classmethod') {
    return yield* call(callee.callee, given, evaluator)
  }
  const method =
    callee.kind === 'instance' ? yield* evaluator.findAttribute(callee, '__call__') : null
  if (method) return yield* call(method, given, evaluator)
  return evaluator.raise('TypeError', `'${typeOf(callee).name}' object is not callable`)
}

/** What it does is not known: hosts are told, those that it is given and the one that looks on. */
function callUnknown(callee: UnknownValue, given: Arguments, evaluator: Evaluator): UnknownValue {
  evaluator.unknownCalls += 1
  for (const value of [...given.positional, ...given.keywords.values()]) {
    if (value.kind === 'host') value.escaped?.(callee, evaluator.here())
  }
  evaluator.host.unknownCall?.(callee, given, evaluator)
  return callee
}

/** Native functions whose work does not grow with what they are given. */
const CHEAP: ReadonlySet<string> = new Set([
  'append',
  'add',
  'get',
  'setdefault',
  'len',
  'isinstance',
  'pop',
])

/** A native function is not called with unknown arguments, unless it says that it can do with them. */
function* callNative(callee: NativeFunction, given: Arguments, evaluator: Evaluator): Steps<Value> {
  if (!CHEAP.has(callee.name)) {
    for (const value of given.positional) evaluator.spend(weight(value))
  }
  if (!callee.takesUnknown) {
    for (const value of given.positional) {
      const reason = doubt(value)
      if (reason) return reason
    }
    for (const value of given.keywords.values()) {
      const reason = doubt(value)
      if (reason) return reason
    }
  }
  try {
    return yield* settle(callee.run(given, evaluator))
  } catch (error) {
    if (error instanceof UnknownReached) return error.unknown
    throw error
  }
}

function* callHost(callee: HostObject, given: Arguments, evaluator: Evaluator): Steps<Value> {
  if (!callee.call) return evaluator.unknown(`a call of ${callee.typeName} is not understood`)
  return yield* settle(callee.call({ ...given, at: evaluator.here(), machine: evaluator }))
}

/** Calls a function of the project. A generator only begins when it is asked for a value. */
function* callFunction(
  callee: FunctionValue,
  given: Arguments,
  evaluator: Evaluator,
): Steps<Value> {
  if (callee.code.isAsync && evaluator.host.awaits !== true) {
    return evaluator.unknown(`"${callee.code.name}" is asynchronous`)
  }
  if (evaluator.callDepth >= DEEPEST) {
    const unknown = evaluator.unknown(`calls are nested more than ${DEEPEST} deep`)
    evaluator.gap({
      kind: 'limit',
      reason: unknown.reason,
      at: unknown.at,
      until: unknown.at,
      possible: [],
    })
    return unknown
  }
  const scope: Scope = {
    kind: 'function',
    names: bindArguments(callee, given, evaluator),
    code: callee.code,
    enclosing: callee.scope.kind === 'module' ? null : callee.scope,
    module: callee.scope.module,
    function: callee,
    places: null,
    annotations: null,
    qualifiedName: `${callee.qualifiedName}.<locals>`,
  }
  if (callee.code.isGenerator) return generatorOf(callee.code, scope, evaluator)
  evaluator.callDepth += 1
  try {
    return resultOf(yield* evaluator.execute(callee.code.body, scope))
  } finally {
    evaluator.callDepth -= 1
  }
}

function resultOf(completion: Completion): Value {
  if (completion === null || typeof completion === 'string') return none
  return completion.kind === 'return' ? completion.value : completion.why
}

/** Parameters to values, as Python binds them. */
function bindArguments(
  { code, defaults }: FunctionValue,
  given: Arguments,
  evaluator: Evaluator,
): Map<string, Value> {
  const names = new Map<string, Value>()
  const keywords = new Map(given.keywords)
  let next = 0
  for (const { kind, name } of code.parameters) {
    if (kind === 'star') {
      names.set(name, tuple(given.positional.slice(next)))
      next = given.positional.length
    } else if (kind === 'double-star') {
      names.set(name, dict([...keywords].map(([key, value]) => [`s${key}`, [str(key), value]])))
      keywords.clear()
    } else {
      const place = kind === 'keyword-only' ? undefined : given.positional[next]
      if (kind !== 'keyword-only') next += 1
      const value =
        place ?? (kind === 'positional-only' ? undefined : keywords.get(name)) ?? defaults.get(name)
      if (place === undefined) keywords.delete(name)
      if (value === undefined) {
        return evaluator.raise('TypeError', `${code.name}() missing a required argument: '${name}'`)
      }
      names.set(name, value)
    }
  }
  const [stranger] = keywords.keys()
  if (stranger !== undefined) {
    evaluator.raise('TypeError', `${code.name}() got an unexpected keyword argument '${stranger}'`)
  }
  if (next < given.positional.length) {
    evaluator.raise('TypeError', `${code.name}() takes fewer positional arguments than were given`)
  }
  return names
}

/** `Class(given)` */
function* instantiate(type: ClassValue, given: Arguments, evaluator: Evaluator): Steps<Value> {
  if (type.name === 'type' && !type.at) return yield* typeCall(given, evaluator)
  if (type.members && type.members.size > 0) return yield* memberByValue(type, given, evaluator)
  const stranger = type.order.find((base) => base.kind !== 'class')
  if (stranger?.kind === 'host' && stranger.instantiate) {
    const hostCall = { ...given, at: evaluator.here(), machine: evaluator }
    return yield* settle(stranger.instantiate(type, hostCall))
  }
  if (stranger) {
    const reason = doubt(stranger)
    return reason ?? evaluator.unknown(`instances of "${type.name}" are not understood`)
  }
  const made = yield* construct(type, given, evaluator)
  if (made.kind === 'instance' && made.type.order.includes(type)) {
    const initialise = ownerOf(type, '__init__')
    if (initialise?.kind === 'found' && initialise.owner.name !== 'object') {
      yield* call(
        initialise.value,
        { ...given, positional: [made, ...given.positional] },
        evaluator,
      )
    }
  }
  return made
}

/** `type(value)`; a class made by a call is not understood. */
function* typeCall(given: Arguments, evaluator: Evaluator): Steps<Value> {
  yield* []
  const [value] = given.positional
  if (!value || given.positional.length > 1) {
    return evaluator.unknown('a class made by "type" is not understood')
  }
  return doubt(value) ?? typeOf(value)
}

function* memberByValue(type: ClassValue, given: Arguments, evaluator: Evaluator): Steps<Value> {
  const [value] = given.positional
  if (!value) return evaluator.raise('TypeError', 'a value is required')
  const reason = doubt(value)
  if (reason) return reason
  for (const member of type.members?.values() ?? []) {
    const own = member.attributes.get('value')
    if (value === member) return member
    if (own && own.kind !== 'unknown' && (yield* evaluator.equals(own, plain(value)))) return member
  }
  const missing = ownerOf(type, '_missing_')
  if (missing?.kind === 'found') {
    const method = yield* evaluator.getAttribute(type, '_missing_')
    const found = yield* call(method, positional(value), evaluator)
    if (found.kind !== 'none') return found
  }
  return evaluator.raise(
    'ValueError',
    `${yield* evaluator.repr(value)} is not a valid ${type.name}`,
  )
}

/** The part of `__new__`: the project's own, that of a built-in base, or a plain instance. */
function* construct(type: ClassValue, given: Arguments, evaluator: Evaluator): Steps<Value> {
  const own = ownerOf(type, '__new__')
  if (own?.kind === 'found' && own.owner.at) {
    const maker = own.value.kind === 'staticmethod' ? own.value.callee : own.value
    return yield* call(maker, { ...given, positional: [type, ...given.positional] }, evaluator)
  }
  const { construct: maker } = type
  if (!maker) return instance(type, evaluator.here())
  const isOwn = type.at === null
  const isPlain = maker.name === 'object' || maker.name === 'exception'
  const rest =
    isOwn || isPlain || !hasOwnInit(type)
      ? given
      : { ...given, positional: given.positional.slice(0, 1), keywords: new Map<string, Value>() }
  const made = yield* callNative(
    maker,
    { ...rest, positional: [type, ...rest.positional] },
    evaluator,
  )
  if (isOwn || made.kind === 'unknown' || made.kind === 'instance') return made
  const wrapped = instance(type, evaluator.here())
  wrapped.payload = made
  return wrapped
}

function hasOwnInit(type: ClassValue): boolean {
  const initialise = ownerOf(type, '__init__')
  return initialise?.kind === 'found' && initialise.owner.at !== null
}
