import { isNumber, asInteger } from '../builtin/arithmetic.ts'
import { formatFloat, formatInteger, formatText } from '../builtin/format-specification.ts'
import { floatText } from '../builtin/number-text.ts'
import { bytesRepr, textRepr } from '../builtin/text-repr.ts'
import { plain } from '../builtin/read-argument.ts'
import { positional } from '../value/make.ts'
import { str } from '../value/plain-value.ts'
import { known, UnknownReached } from '../value/unknown-reached.ts'
import type { ClassValue, InstanceValue, Steps, Value } from '../value/value.ts'
import { ownerOf } from './class-order.ts'
import type { Evaluator } from './evaluator.ts'
import { settle } from './settle.ts'

/** `str(value)`. @throws UnknownReached where something in it is unknown */
export function* text(given: Value, evaluator: Evaluator): Steps<string> {
  const value = known(given)
  if (value.kind === 'str') return value.value
  if (value.kind === 'host') return yield* hostText(value, evaluator)
  if (value.kind === 'instance') {
    const method = ownerOf(value.type, '__str__')
    if (method?.kind === 'found') return yield* called(value, '__str__', evaluator)
    if (value.payload?.kind === 'str' && !value.type.members) return value.payload.value
    if (isException(value.type)) return yield* exceptionText(value, evaluator)
    if (value.type.members) return `${value.type.name}.${memberName(value)}`
  }
  return yield* repr(value, evaluator)
}

function isException(type: ClassValue): boolean {
  return type.order.some(
    (base) => base.kind === 'class' && base.name === 'BaseException' && !base.at,
  )
}

function* exceptionText(value: InstanceValue, evaluator: Evaluator): Steps<string> {
  const given = value.attributes.get('args')
  const items = given?.kind === 'tuple' ? given.items : []
  const [first] = items
  if (!first) return ''
  if (items.length > 1) return yield* repr(given ?? first, evaluator)
  const isKeyError = value.type.order.some(
    (base) => base.kind === 'class' && base.name === 'KeyError',
  )
  return isKeyError ? yield* repr(first, evaluator) : yield* text(first, evaluator)
}

function* called(value: Value, name: string, evaluator: Evaluator): Steps<string> {
  const method = yield* evaluator.getAttribute(value, name)
  const result = known(yield* evaluator.call(method, positional()))
  const inner = plain(result)
  if (inner.kind === 'str') return inner.value
  return evaluator.raise('TypeError', `${name} returned non-string`)
}

function* hostText(value: Extract<Value, { kind: 'host' }>, evaluator: Evaluator): Steps<string> {
  if (!value.text) {
    throw new UnknownReached(evaluator.unknown(`the text of ${value.typeName} is not known`))
  }
  const answer = yield* settle(
    value.text({ ...positional(), at: evaluator.here(), machine: evaluator }),
  )
  return yield* text(answer, evaluator)
}

function memberName(value: InstanceValue): string {
  const name = value.attributes.get('name')
  return name?.kind === 'str' ? name.value : ''
}

/** `repr(value)`. @throws UnknownReached where something in it is unknown */
export function* repr(given: Value, evaluator: Evaluator): Steps<string> {
  const value = known(given)
  evaluator.spend(1)
  const plainly = plainRepr(value)
  if (plainly !== null) return plainly
  if (value.kind === 'host') return yield* hostText(value, evaluator)
  if (value.kind === 'instance') return yield* instanceRepr(value, evaluator)
  if (value.kind === 'class') {
    return value.members ? `<enum '${value.name}'>` : `<class '${fullName(value)}'>`
  }
  return yield* containerRepr(value, evaluator)
}

function plainRepr(value: Value): string | null {
  if (value.kind === 'str') return textRepr(value.value)
  if (value.kind === 'none') return 'None'
  if (value.kind === 'bool') return value.value ? 'True' : 'False'
  if (value.kind === 'int') return String(value.value)
  if (value.kind === 'float') return floatText(value.value)
  if (value.kind === 'bytes') return bytesRepr(value.value)
  return value.kind === 'ellipsis' ? 'Ellipsis' : null
}

function fullName(type: ClassValue): string {
  return type.module === 'builtins' ? type.name : `${type.module}.${type.qualifiedName}`
}

function* instanceRepr(value: InstanceValue, evaluator: Evaluator): Steps<string> {
  const own = ownerOf(value.type, '__repr__')
  if (own?.kind === 'found') return yield* called(value, '__repr__', evaluator)
  if (value.type.members) {
    const inner = value.attributes.get('value')
    return `<${value.type.name}.${memberName(value)}: ${inner ? yield* repr(inner, evaluator) : ''}>`
  }
  if (isException(value.type)) {
    const given = value.attributes.get('args')
    const items = given?.kind === 'tuple' ? yield* reprs(given.items, evaluator) : ''
    return `${value.type.name}(${items})`
  }
  if (value.payload) return yield* repr(value.payload, evaluator)
  throw new UnknownReached(evaluator.unknown('the text of this object holds its address'))
}

/** Deeper nesting, or a list within itself, has no text. */
const DEEPEST = 50
let depth = 0

function* containerRepr(value: Value, evaluator: Evaluator): Steps<string> {
  if (depth > DEEPEST) {
    throw new UnknownReached(evaluator.unknown('this is nested too deeply to be written'))
  }
  depth += 1
  try {
    const result = yield* nestedRepr(value, evaluator)
    evaluator.checkSize(result.length)
    return result
  } finally {
    depth -= 1
  }
}

function* nestedRepr(value: Value, evaluator: Evaluator): Steps<string> {
  if (value.kind === 'list') return `[${yield* reprs(value.items, evaluator)}]`
  if (value.kind === 'tuple') {
    return `(${yield* reprs(value.items, evaluator)}${value.items.length === 1 ? ',' : ''})`
  }
  if (value.kind === 'set') return yield* setRepr(value, evaluator)
  if (value.kind === 'dict') {
    const parts: string[] = []
    for (const [key, item] of value.entries.values()) {
      parts.push(`${yield* repr(key, evaluator)}: ${yield* repr(item, evaluator)}`)
    }
    return `{${parts.join(', ')}}`
  }
  if (value.kind === 'range') {
    return `range(${value.start}, ${value.stop}${value.step === 1 ? '' : `, ${value.step}`})`
  }
  if (value.kind === 'slice') {
    return `slice(${yield* reprs([value.lower, value.upper, value.step], evaluator)})`
  }
  if (value.kind === 'module') return `<module '${value.name}'>`
  throw new UnknownReached(evaluator.unknown('the text of this object holds its address'))
}

function* setRepr(value: Extract<Value, { kind: 'set' }>, evaluator: Evaluator): Steps<string> {
  const items = yield* reprs([...value.items.values()], evaluator)
  if (value.isFrozen) return items === '' ? 'frozenset()' : `frozenset({${items}})`
  return items === '' ? 'set()' : `{${items}}`
}

function* reprs(items: readonly Value[], evaluator: Evaluator): Steps<string> {
  const parts: string[] = []
  for (const item of items) parts.push(yield* repr(item, evaluator))
  return parts.join(', ')
}

/** `format(value, specification)` */
export function* format(given: Value, specification: string, evaluator: Evaluator): Steps<string> {
  const value = known(given)
  if (value.kind === 'instance') {
    const own = ownerOf(value.type, '__format__')
    if (own?.kind === 'found') {
      const method = yield* evaluator.getAttribute(value, '__format__')
      return yield* text(yield* evaluator.call(method, positional(str(specification))), evaluator)
    }
    if (value.type.members || !value.payload) {
      // Since Python 3.12 an enum is formatted as `str()` writes it; before, mixed ones as their value.
      return formatText(yield* text(value, evaluator), specification, evaluator)
    }
  }
  const inner = plain(value)
  if (inner.kind === 'float') return formatFloat(inner.value, specification, evaluator)
  if (isNumber(inner) && (inner.kind === 'int' || specification !== '')) {
    return formatInteger(asInteger(inner), specification, evaluator)
  }
  const written = yield* text(inner, evaluator)
  if (specification !== '' && inner.kind !== 'str') {
    evaluator.raise('TypeError', 'unsupported format string passed to __format__')
  }
  return formatText(written, specification, evaluator)
}
