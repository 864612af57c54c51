import { textLength, textSlice, characters } from '../builtin/characters.ts'
import { setKey } from '../builtin/dict-methods.ts'
import { numberOf, plain } from '../builtin/read-argument.ts'
import { sliceBounds, sliceIndexes } from '../builtin/sequence-index.ts'
import { typeOf } from '../builtin/type-of.ts'
import { optionalOrigin, unionOrigin } from '../builtin/typing-names.ts'
import { alias, list, positional, tuple } from '../value/make.ts'
import { bytes, integer, none, str } from '../value/plain-value.ts'
import { doubt } from '../value/unknown-reached.ts'
import type {
  ClassValue,
  DictValue,
  RangeValue,
  Steps,
  UnknownValue,
  Value,
} from '../value/value.ts'
import { ownerOf } from './class-order.ts'
import type { Evaluator } from './evaluator.ts'
import { rangeLength } from './iterate.ts'
import { settle } from './settle.ts'

/** `object[key]` */
export function* getItem(object: Value, key: Value, evaluator: Evaluator): Steps<Value> {
  if (object.kind === 'host') {
    if (!object.getItem) return evaluator.unknown(`an item of ${object.typeName} is not understood`)
    return yield* settle(
      object.getItem(key, { ...positional(key), at: evaluator.here(), machine: evaluator }),
    )
  }
  if (object.kind === 'class') return yield* ofClass(object, key, evaluator)
  if (object.kind === 'alias') return alias(object.origin, [...object.arguments, ...given(key)])
  if (object.kind === 'instance') {
    const method = ownerOf(object.type, '__getitem__')
    if (method?.kind === 'found') {
      return yield* evaluator.call(
        yield* evaluator.getAttribute(object, '__getitem__'),
        positional(key),
      )
    }
  }
  const reason = doubt(object) ?? doubt(key)
  if (reason) return reason
  return yield* ofContainer(plain(object), plain(key), evaluator)
}

function given(key: Value): readonly Value[] {
  return key.kind === 'tuple' ? key.items : [key]
}

function* ofClass(object: ClassValue, key: Value, evaluator: Evaluator): Steps<Value> {
  if (object.members) {
    const name = plain(key)
    if (name.kind === 'unknown') return name
    const member = name.kind === 'str' ? object.members.get(name.value) : undefined
    if (member) return member
    return evaluator.raise('KeyError', name.kind === 'str' ? name.value : '')
  }
  const method = ownerOf(object, '__class_getitem__')
  if (method?.kind === 'found' && method.value.kind === 'classmethod') {
    return yield* evaluator.call(method.value.callee, positional(object, key))
  }
  if (object === optionalOrigin) return alias(unionOrigin, [key, none])
  return alias(object, given(key))
}

function* ofContainer(object: Value, key: Value, evaluator: Evaluator): Steps<Value> {
  if (object.kind === 'dict') return yield* ofDict(object, key, evaluator)
  if (object.kind === 'list' || object.kind === 'tuple') return ofItems(object, key, evaluator)
  if (object.kind === 'str') return ofText(object.value, key, evaluator)
  if (object.kind === 'range') return ofRange(object, key, evaluator)
  if (object.kind === 'bytes') return ofBytes(object.value, key, evaluator)
  return evaluator.raise('TypeError', `'${typeOf(object).name}' object is not subscriptable`)
}

function ofBytes(value: string, key: Value, evaluator: Evaluator): Value {
  if (key.kind !== 'slice') {
    return integer(value.charCodeAt(position(key, value.length, evaluator)))
  }
  const indexes = sliceIndexes(key, value.length, evaluator)
  return bytes(indexes.map((index) => value[index] ?? '').join(''))
}

function ofRange(object: RangeValue, key: Value, evaluator: Evaluator): Value {
  if (key.kind !== 'slice') {
    return integer(object.start + position(key, rangeLength(object), evaluator) * object.step)
  }
  const { start, stop, step } = sliceBounds(key, rangeLength(object), evaluator)
  const at = (index: number): number => object.start + index * object.step
  return { kind: 'range', start: at(start), stop: at(stop), step: object.step * step }
}

function* ofDict(object: DictValue, key: Value, evaluator: Evaluator): Steps<Value> {
  const found = object.entries.get(evaluator.hash(key))
  if (found) return found[1]
  if (object.factory) {
    const made = yield* evaluator.call(object.factory, positional())
    setKey(object, [key, made], evaluator)
    return made
  }
  return evaluator.raise('KeyError', key.kind === 'str' ? key.value : yield* evaluator.repr(key))
}

function ofItems(
  object: Extract<Value, { kind: 'list' | 'tuple' }>,
  key: Value,
  evaluator: Evaluator,
): Value {
  const { items } = object
  if (key.kind === 'slice') {
    const chosen = sliceIndexes(key, items.length, evaluator).flatMap((index) => items[index] ?? [])
    return object.kind === 'list' ? list(chosen) : tuple(chosen)
  }
  return items[position(key, items.length, evaluator)] ?? none
}

function ofText(text: string, key: Value, evaluator: Evaluator): Value {
  const length = textLength(text)
  if (key.kind !== 'slice') {
    const index = position(key, length, evaluator)
    return str(textSlice(text, index, index + 1))
  }
  const { start, stop, step } = sliceBounds(key, length, evaluator)
  if (step === 1) return str(textSlice(text, start, Math.max(start, stop)))
  const points = characters(text)
  return str(
    sliceIndexes(key, length, evaluator)
      .map((index) => points[index] ?? '')
      .join(''),
  )
}

/** An index counted from the front. */
function position(key: Value, length: number, evaluator: Evaluator): number {
  const index = numberOf(key, evaluator)
  const at = index < 0 ? index + length : index
  if (at < 0 || at >= length) evaluator.raise('IndexError', 'index out of range')
  return at
}

/** `object[key] = value` */
export function* setItem(
  object: Value,
  [key, value]: readonly [Value, Value],
  evaluator: Evaluator,
): Steps<void> {
  const method = object.kind === 'instance' ? ownerOf(object.type, '__setitem__') : null
  if (method?.kind === 'found') {
    yield* evaluator.call(
      yield* evaluator.getAttribute(object, '__setitem__'),
      positional(key, value),
    )
    return
  }
  const target = plain(object)
  if (target.kind === 'dict') {
    setKey(target, [key, value], evaluator)
    return
  }
  if (target.kind === 'list') return yield* setListItem(target, [key, value], evaluator)
  if (target.kind === 'unknown') {
    tellNames(target, evaluator)
    return
  }
  if (target.kind === 'host') return
  evaluator.raise('TypeError', `'${typeOf(object).name}' object does not support item assignment`)
}

/** `locals()['x'] = …` binds a name that nobody sees: that is told. */
function tellNames({ reason }: UnknownValue, evaluator: Evaluator): void {
  if (!/\b(locals|globals|vars)\b/.test(reason)) return
  const at = evaluator.here()
  evaluator.gap({ kind: 'unsupported', reason, at, until: at, possible: [] })
}

function* setListItem(
  target: Extract<Value, { kind: 'list' }>,
  [key, value]: readonly [Value, Value],
  evaluator: Evaluator,
): Steps<void> {
  const reason = doubt(key)
  if (reason) {
    target.uncertain ??= reason
    return
  }
  if (key.kind !== 'slice') {
    target.items[position(key, target.items.length, evaluator)] = value
    return
  }
  const items = yield* evaluator.collect(value)
  const { start, stop, step } = sliceBounds(key, target.items.length, evaluator)
  if (step !== 1) {
    for (const [at, index] of sliceIndexes(key, target.items.length, evaluator).entries()) {
      const item = items[at]
      if (item) target.items[index] = item
    }
    return
  }
  evaluator.checkSize(target.items.length + items.length)
  target.items.splice(start, Math.max(0, stop - start), ...items)
}

/** `del object[key]` */
export function* deleteItem(object: Value, key: Value, evaluator: Evaluator): Steps<void> {
  const target = plain(object)
  const reason = doubt(key)
  if (reason) {
    if (target.kind === 'dict' || target.kind === 'list') target.uncertain ??= reason
    return
  }
  if (target.kind === 'dict') {
    if (!target.entries.delete(evaluator.hash(key))) {
      evaluator.raise('KeyError', yield* evaluator.repr(key))
    }
  } else if (target.kind === 'list') {
    const indexes =
      key.kind === 'slice'
        ? new Set(sliceIndexes(key, target.items.length, evaluator))
        : new Set([position(key, target.items.length, evaluator)])
    const kept = target.items.filter((_, index) => !indexes.has(index))
    target.items.splice(0, target.items.length, ...kept)
  } else if (target.kind !== 'unknown' && target.kind !== 'host') {
    evaluator.raise('TypeError', `'${typeOf(object).name}' object doesn't support item deletion`)
  }
}
