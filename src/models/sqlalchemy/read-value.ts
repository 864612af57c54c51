import { plain } from '../../python/builtin/read-argument.ts'
import type { HostCall, Value } from '../../python/value/value.ts'

/** The text of a value; null where it is no text. */
export function textIn(value: Value | undefined | null): string | null {
  if (!value) return null
  const inner = plain(value)
  return inner.kind === 'str' ? inner.value : null
}

/** The number of a value; null where it is none. */
export function numberIn(value: Value | undefined | null): number | null {
  if (!value) return null
  const inner = plain(value)
  return inner.kind === 'int' || inner.kind === 'float' ? Number(inner.value) : null
}

/** The truth of a value; null where it is neither `True` nor `False`. */
export function flagIn(value: Value | undefined | null): boolean | null {
  if (value?.kind === 'bool') return value.value
  return value?.kind === 'int' ? value.value !== 0 : null
}

/** The items of a list, tuple or set; a single value is a list of one; none for `None`. */
export function itemsIn(value: Value | undefined | null): readonly Value[] {
  if (!value || value.kind === 'none') return []
  if (value.kind === 'list' || value.kind === 'tuple') return value.items
  if (value.kind === 'set') return [...value.items.values()]
  return [value]
}

/** The entries of a dict whose keys are texts. */
export function entriesIn(value: Value | undefined | null): ReadonlyMap<string, Value> {
  const found = new Map<string, Value>()
  if (value?.kind !== 'dict') return found
  for (const [key, inner] of value.entries.values()) {
    const text = textIn(key)
    if (text !== null) found.set(text, inner)
  }
  return found
}

/** An argument by its place or its name; `None` counts as left out. */
export function argument(call: HostCall, index: number, name: string): Value | null {
  const value = call.positional[index] ?? call.keywords.get(name)
  return value === undefined || value.kind === 'none' ? null : value
}

/** A keyword argument; `None` counts as left out. */
export function keyword(keywords: ReadonlyMap<string, Value>, name: string): Value | null {
  const value = keywords.get(name)
  return value === undefined || value.kind === 'none' ? null : value
}
