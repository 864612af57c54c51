import { typeOf } from '../builtin/type-of.ts'
import { positional } from '../value/make.ts'
import { doubt, known, UnknownReached } from '../value/unknown-reached.ts'
import type { Steps, Value } from '../value/value.ts'
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
  if (value.kind === 'host') {
    if (type.kind === 'class' && type.name === 'object') return true
    // A host stands for an object of a library, never for one of Python's own values.
    return type.kind === 'class' && !type.at
      ? false
      : (doubt(type) ??
          evaluator.unknown(`whether ${value.typeName} is of this class is not known`))
  }
  const own = typeOf(value)
  if (type.kind === 'alias') return ofOne(value, type.origin, evaluator)
  if (type.kind === 'none') return value.kind === 'none'
  if (type.kind === 'unknown') return own.at === null ? false : type
  if (own.order.includes(type)) return true
  if (value.kind === 'class' && type.kind === 'class' && type.name === 'type') return true
  if (type.kind === 'class' && isAbstractMatch(value, type.name) && !type.at) return true
  return own.order.map(doubt).find((one) => one !== null) ?? false
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
