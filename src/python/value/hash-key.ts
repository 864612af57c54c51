import type { HashKey, InstanceValue, Value } from './value.ts'
import { known } from './unknown-reached.ts'
import { str } from './plain-value.ts'

const identities = new WeakMap<object, number>()
let next = 0

/**
 * What equal keys have in common: `1`, `1.0` and `True` are one key. Null for what cannot be a key.
 *
 * @throws UnknownReached for an unknown value
 */
export function hashKey(given: Value): HashKey | null {
  const value = known(given)
  switch (value.kind) {
    case 'none':
    case 'ellipsis':
      return value.kind
    case 'bool':
      return `n${Number(value.value)}`
    case 'int':
    case 'float':
      return `n${value.value}`
    case 'str':
      return `s${value.value}`
    case 'bytes':
      return `b${value.value}`
    case 'tuple':
      return joined('t', value.items)
    case 'alias':
      return joined('a', [value.origin, ...value.arguments])
    case 'range':
      return `r${value.start},${value.stop},${value.step}`
    case 'set':
      return value.isFrozen ? frozenKey([...value.items.values()]) : null
    case 'instance':
      return instanceKey(value)
    case 'list':
    case 'dict':
      return null
    case 'method':
      return joined('m', [value.callee, value.self])
    case 'slice':
    case 'function':
    case 'native':
    case 'class':
    case 'module':
    case 'property':
    case 'staticmethod':
    case 'classmethod':
    case 'super':
    case 'iterator':
    case 'host':
      return value
  }
}

function instanceKey(value: InstanceValue): HashKey | null {
  if (value.type.members && value.payload === null) return value
  return value.payload ? hashKey(value.payload) : value
}

/** Lengths stand before parts, so that no two tuples give one text. */
function joined(letter: string, items: readonly Value[]): string | null {
  const parts: string[] = []
  for (const item of items) {
    const key = hashKey(item)
    if (key === null) return null
    const text = typeof key === 'string' ? key : `o${identity(key)}`
    parts.push(`${text.length}:${text}`)
  }
  return `${letter}${parts.join('')}`
}

function frozenKey(items: readonly Value[]): string | null {
  const keys = items.map((item) => joined('i', [item]) ?? '').sort()
  return joined('f', keys.map(str))
}

/** A number for each object, in the order in which they were first asked for. */
export function identity(object: object): number {
  const existing = identities.get(object)
  if (existing !== undefined) return existing
  next += 1
  identities.set(object, next)
  return next
}
