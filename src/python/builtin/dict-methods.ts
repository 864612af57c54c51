import { dict, list, positional, tuple } from '../value/make.ts'
import { none } from '../value/plain-value.ts'
import { doubt } from '../value/unknown-reached.ts'
import { str } from '../value/plain-value.ts'
import type { Arguments, DictValue, Machine, NativeFunction, Steps, Value } from '../value/value.ts'
import { define, defineTolerant } from './define.ts'
import { plain } from './read-argument.ts'

/** The dict of an argument. */
export function dictOf(value: Value | undefined, machine: Machine): DictValue {
  const inner = value && plain(value)
  return inner?.kind === 'dict' ? inner : machine.raise('TypeError', 'a dict is required')
}

/** Sets a key; an unknown one makes the whole dict uncertain. */
export function setKey(
  target: DictValue,
  [key, value]: readonly [Value, Value],
  machine: Machine,
): void {
  const reason = doubt(key)
  if (reason) {
    target.uncertain ??= reason
    return
  }
  const hash = machine.hash(key)
  machine.checkSize(target.entries.size + 1)
  target.entries.set(hash, [target.entries.get(hash)?.[0] ?? key, value])
}

/** `dict.update`: from a mapping, from pairs, from keywords. */
export function* update(target: DictValue, given: Arguments, machine: Machine): Steps<Value> {
  for (const source of given.positional) {
    const reason = doubt(source)
    if (reason) target.uncertain ??= reason
    else yield* merge(target, source, machine)
  }
  for (const [name, value] of given.keywords) setKey(target, [str(name), value], machine)
  return none
}

function* merge(target: DictValue, given: Value, machine: Machine): Steps<void> {
  const source = plain(given)
  if (source.kind === 'dict') {
    for (const entry of source.entries.values()) setKey(target, entry, machine)
    return
  }
  if (source.kind === 'instance' || source.kind === 'host') {
    const keys = yield* machine.findAttribute(source, 'keys')
    if (keys) {
      for (const key of yield* machine.collect(yield* machine.call(keys, positional()))) {
        setKey(target, [key, yield* machine.getItem(source, key)], machine)
      }
      return
    }
  }
  for (const pair of yield* machine.collect(source)) {
    const [key, value, ...rest] = yield* machine.collect(pair)
    if (!key || !value || rest.length > 0) {
      machine.raise('ValueError', 'dictionary update sequence element is no pair')
    }
    setKey(target, [key, value], machine)
  }
}

const entriesOf = (
  self: Value | undefined,
  machine: Machine,
): readonly (readonly [Value, Value])[] => [...dictOf(self, machine).entries.values()]

/** The methods of `dict`. Views are lists: they do not follow later changes. */
export const dictMethods: readonly NativeFunction[] = [
  define('keys', 'self', ([self], machine) => list(entriesOf(self, machine).map(([key]) => key))),
  define('values', 'self', ([self], machine) =>
    list(entriesOf(self, machine).map(([, value]) => value)),
  ),
  define('items', 'self', ([self], machine) => list(entriesOf(self, machine).map(tuple))),
  defineTolerant('get', 'self key default?', ([self, key, otherwise], machine) => {
    const reason = (key && doubt(key)) ?? (self && doubt(self))
    if (reason) return reason
    return dictOf(self, machine).entries.get(machine.hash(key ?? none))?.[1] ?? otherwise ?? none
  }),
  defineTolerant('pop', 'self key default?', ([self, key, otherwise], machine) => {
    const target = dictOf(self, machine)
    if (key?.kind === 'unknown') {
      target.uncertain ??= key
      return key
    }
    const hash = machine.hash(key ?? none)
    const value = target.entries.get(hash)?.[1]
    target.entries.delete(hash)
    return value ?? otherwise ?? machine.raise('KeyError', 'the key is not in the dict')
  }),
  define('popitem', 'self', ([self], machine) => {
    const target = dictOf(self, machine)
    const [hash, entry] =
      [...target.entries].at(-1) ?? machine.raise('KeyError', 'dictionary is empty')
    target.entries.delete(hash)
    return tuple(entry)
  }),
  defineTolerant(
    'setdefault',
    'self key default?',
    ([self, key = none, otherwise = none], machine) => {
      const target = dictOf(self, machine)
      if (key.kind === 'unknown') {
        target.uncertain ??= key
        return key
      }
      const existing = target.entries.get(machine.hash(key))?.[1]
      if (!existing) setKey(target, [key, otherwise], machine)
      return existing ?? otherwise
    },
  ),
  defineTolerant('update', 'self *', ([self], machine, given) =>
    update(dictOf(self, machine), { ...given, positional: given.positional.slice(1) }, machine),
  ),
  define('copy', 'self', ([self], machine) => dict(dictOf(self, machine).entries)),
  define('clear', 'self', ([self], machine) => {
    dictOf(self, machine).entries.clear()
    return none
  }),
]
