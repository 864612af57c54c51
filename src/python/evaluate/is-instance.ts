import { typeOf } from '../builtin/type-of.ts'
import { positional } from '../value/make.ts'
import { doubt, known, UnknownReached } from '../value/unknown-reached.ts'
import type { HostObject, Steps, Value } from '../value/value.ts'
import { unionOrigin } from '../builtin/typing-names.ts'
import type { Evaluator } from './evaluator.ts'

/** `isinstance(value, type)`. @throws UnknownReached where it cannot be told */
export function* isInstance(value: Value, type: Value, evaluator: Evaluator): Steps<boolean> {
  yield* []
  known(value)
  const types =
    type.kind === 'tuple'
      ? type.items
      : type.kind === 'alias' && type.origin === unionOrigin
        ? type.arguments
        : [type]
  let reason: UnknownReached | null = null
  for (const one of types) {
    const answer = ofOne(value, one, evaluator)
    if (answer === true) return true
    if (answer !== false) reason ??= new UnknownReached(answer)
  }
  if (reason) throw reason
  return false
}

function ofOne(
  value: Value,
  type: Value,
  evaluator: Evaluator,
): boolean | Extract<Value, { kind: 'unknown' }> {
  if (type.kind === 'host') {
    const call = { ...positional(), at: evaluator.here(), machine: evaluator }
    return (
      type.isInstance?.(value, call) ??
      evaluator.unknown(`whether this is a ${type.typeName} is not known`)
    )
  }
  if (type.kind === 'alias') return ofOne(value, type.origin, evaluator)
  if (value.kind === 'host') return hostOf(value, type, evaluator)
  const own = typeOf(value)
  if (type.kind === 'none') return value.kind === 'none'
  if (type.kind === 'unknown') return own.at === null ? false : type
  if (own.order.includes(type) || isBuiltinMatch(value, type)) return true
  return own.order.map(doubt).find((one) => one !== null) ?? false
}

/** A host stands for an object of a library, never for one of Python's own values. */
function hostOf(
  value: HostObject,
  type: Value,
  evaluator: Evaluator,
): boolean | Extract<Value, { kind: 'unknown' }> {
  if (type.kind === 'class' && !type.at) return type.name === 'object'
  const reason = `whether ${value.typeName} is of this class is not known`
  return doubt(type) ?? evaluator.unknown(reason)
}

function isBuiltinMatch(value: Value, type: Value): boolean {
  if (type.kind !== 'class' || type.at) return false
  return (value.kind === 'class' && type.name === 'type') || isAbstractMatch(value, type.name)
}

const ABSTRACT: ReadonlyMap<string, readonly string[]> = new Map([
  ['Sequence', ['list', 'tuple', 'str', 'bytes', 'range']],
  ['Mapping', ['dict']],
  ['MutableMapping', ['dict']],
  ['Iterable', ['list', 'tuple', 'str', 'bytes', 'range', 'dict', 'set', 'iterator']],
  ['Collection', ['list', 'tuple', 'str', 'bytes', 'range', 'dict', 'set']],
  ['Iterator', ['iterator']],
  ['Generator', ['iterator']],
  ['Callable', ['function', 'native', 'method', 'class']],
  ['Set', ['set']],
  ['AbstractSet', ['set']],
  ['Number', ['int', 'float', 'bool']],
])

function isAbstractMatch(value: Value, name: string): boolean {
  return ABSTRACT.get(name)?.includes(value.kind) ?? false
}
