import type { Place } from '../../kernel/place.ts'
import type {
  AliasValue,
  Arguments,
  ClassValue,
  DictValue,
  HashKey,
  InstanceValue,
  ListValue,
  SetValue,
  TupleValue,
  Value,
} from './value.ts'

/** A list that owns its items. */
export function list(items: Value[]): ListValue {
  return { kind: 'list', items, uncertain: null }
}

/** A tuple. */
export function tuple(items: readonly Value[]): TupleValue {
  return { kind: 'tuple', items, names: null }
}

/** A dict of entries by their hash keys. */
export function dict(entries: Iterable<readonly [HashKey, readonly [Value, Value]]>): DictValue {
  return { kind: 'dict', entries: new Map(entries), factory: null, uncertain: null }
}

/** A set of values by their hash keys. */
export function set(items: Iterable<readonly [HashKey, Value]>): SetValue {
  return { kind: 'set', items: new Map(items), isFrozen: false, uncertain: null }
}

/** An instance without attributes. */
export function instance(type: ClassValue, at: Place): InstanceValue {
  return { kind: 'instance', type, attributes: new Map(), payload: null, at, uncertain: null }
}

/** `origin[arguments]` */
export function alias(origin: Value, given: readonly Value[]): AliasValue {
  return { kind: 'alias', origin, arguments: given }
}

const noKeywords: ReadonlyMap<string, Value> = new Map()

/** Positional arguments alone. */
export function positional(...values: readonly Value[]): Arguments {
  return { positional: values, keywords: noKeywords }
}
