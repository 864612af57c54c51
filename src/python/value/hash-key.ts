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
  const plainly = plainKey(value)
  if (plainly !== null) return plainly
  if (value.kind === 'tuple') return joined('t', value.items)
  if (value.kind === 'alias') return joined('a', [value.origin, ...value.arguments])
  if (value.kind === 'method') return joined('m', [value.callee, value.self])
  if (value.kind === 'set') return value.isFrozen ? frozenKey([...value.items.values()]) : null
  if (value.kind === 'instance') return instanceKey(value)
  return value.kind === 'list' || value.kind === 'dict' ? null : value
}

function plainKey(value: Value): string | null {
  if (value.kind === 'str') return `s${value.value}`
  if (value.kind === 'bool') return `n${Number(value.value)}`
  if (value.kind === 'int' || value.kind === 'float') return `n${value.value}`
  if (value.kind === 'bytes') return `b${value.value}`
  if (value.kind === 'range') return `r${value.start},${value.stop},${value.step}`
  return value.kind === 'none' || value.kind === 'ellipsis' ? value.kind : null
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
