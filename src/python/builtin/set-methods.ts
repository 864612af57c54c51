import { bool, none } from '../value/plain-value.ts'
import { doubt } from '../value/unknown-reached.ts'
import type { HashKey, Machine, NativeFunction, SetValue, Steps, Value } from '../value/value.ts'
import { define, defineTolerant } from './define.ts'
import { plain } from './read-argument.ts'

/** The set of an argument. */
export function setOf(value: Value | undefined, machine: Machine): SetValue {
  const inner = value && plain(value)
  return inner?.kind === 'set' ? inner : machine.raise('TypeError', 'a set is required')
}

/** Items by their hash keys. */
export function* keyed(value: Value, machine: Machine): Steps<Map<HashKey, Value>> {
  const items = new Map<HashKey, Value>()
  for (const item of yield* machine.collect(value)) {
    const hash = machine.hash(item)
    if (!items.has(hash)) items.set(hash, item)
  }
  return items
}

/** `|`, `&`, `-`, `^` of two sets; frozen as the left one is. */
export function combined(
  operator: '|' | '&' | '-' | '^',
  left: SetValue,
  right: ReadonlyMap<HashKey, Value>,
): SetValue {
  const keeps = (inLeft: boolean, inRight: boolean): boolean => {
    if (operator === '|') return true
    if (operator === '&') return inLeft && inRight
    return operator === '-' ? inLeft && !inRight : inLeft !== inRight
  }
  const items = new Map<HashKey, Value>()
  for (const [hash, value] of left.items) if (keeps(true, right.has(hash))) items.set(hash, value)
  for (const [hash, value] of right) {
    if (!left.items.has(hash) && keeps(false, true)) items.set(hash, value)
  }
  return { kind: 'set', items, isFrozen: left.isFrozen, uncertain: null }
}

function combine(name: string, operator: '|' | '&' | '-' | '^'): NativeFunction {
  return define(name, 'self *', function* ([self], machine, given) {
    let result = combined('|', setOf(self, machine), new Map())
    for (const other of given.positional.slice(1)) {
      result = combined(operator, result, yield* keyed(other, machine))
    }
    return result
  })
}

function change(name: string, operator: '|' | '&' | '-' | '^'): NativeFunction {
  return defineTolerant(name, 'self *', function* ([self], machine, given) {
    const target = setOf(self, machine)
    for (const other of given.positional.slice(1)) {
      const reason = doubt(other)
      if (reason) {
        target.uncertain ??= reason
        continue
      }
      const result = combined(operator, target, yield* keyed(other, machine))
      target.items.clear()
      for (const [hash, value] of result.items) target.items.set(hash, value)
    }
    return none
  })
}

type Relation = (left: ReadonlyMap<HashKey, Value>, right: ReadonlyMap<HashKey, Value>) => boolean

/** Whether every item of the left is in the right. */
export const isSubset: Relation = (left, right) => [...left.keys()].every((hash) => right.has(hash))

function relate(name: string, relation: Relation): NativeFunction {
  return define(name, 'self other', function* ([self, other], machine) {
    return bool(relation(setOf(self, machine).items, yield* keyed(other ?? none, machine)))
  })
}

function discard(name: string, isStrict: boolean): NativeFunction {
  return define(name, 'self item', ([self, item], machine) => {
    const isThere = setOf(self, machine).items.delete(machine.hash(item ?? none))
    if (!isThere && isStrict) machine.raise('KeyError', 'the item is not in the set')
    return none
  })
}

/** The methods of `set` and `frozenset`. */
export const setMethods: readonly NativeFunction[] = [
  defineTolerant('add', 'self item', ([self, item = none], machine) => {
    const target = setOf(self, machine)
    const reason = doubt(item)
    if (reason) {
      target.uncertain ??= reason
      return none
    }
    const hash = machine.hash(item)
    machine.checkSize(target.items.size + 1)
    if (!target.items.has(hash)) target.items.set(hash, item)
    return none
  }),
  discard('discard', false),
  discard('remove', true),
  define('pop', 'self', ([self], machine) => {
    const target = setOf(self, machine)
    const [first] = target.items
    if (!first) return machine.raise('KeyError', 'pop from an empty set')
    target.items.delete(first[0])
    return first[1]
  }),
  define('clear', 'self', ([self], machine) => {
    setOf(self, machine).items.clear()
    return none
  }),
  define('copy', 'self', ([self], machine) => combined('|', setOf(self, machine), new Map())),
  combine('union', '|'),
  combine('intersection', '&'),
  combine('difference', '-'),
  combine('symmetric_difference', '^'),
  change('update', '|'),
  change('intersection_update', '&'),
  change('difference_update', '-'),
  relate('issubset', isSubset),
  relate('issuperset', (left, right) => isSubset(right, left)),
  relate('isdisjoint', (left, right) => ![...left.keys()].some((hash) => right.has(hash))),
]
