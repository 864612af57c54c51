import { list } from '../value/make.ts'
import { integer, none } from '../value/plain-value.ts'
import { doubt, known } from '../value/unknown-reached.ts'
import type { ListValue, Machine, NativeFunction, Steps, Value } from '../value/value.ts'
import { define, defineTolerant } from './define.ts'
import { plain, optionalNumber, numberOf } from './read-argument.ts'
import { sorted } from './sort.ts'

function listOf(value: Value | undefined, machine: Machine): ListValue {
  const inner = value && plain(value)
  return inner?.kind === 'list' ? inner : machine.raise('TypeError', 'a list is required')
}

function normal(index: number, length: number): number {
  return Math.min(length, index < 0 ? Math.max(0, index + length) : index)
}

/** The index of an equal item, or -1. */
export function* indexOf(items: readonly Value[], wanted: Value, machine: Machine): Steps<number> {
  for (const [index, item] of items.entries()) {
    if (yield* machine.equals(item, wanted)) return index
  }
  return -1
}

/** Adds items; where they are unknown the whole list becomes uncertain. */
export function* extend(self: ListValue, items: Value, machine: Machine): Steps<Value> {
  const reason = doubt(items)
  if (reason) {
    self.uncertain ??= reason
    return none
  }
  const added = yield* machine.collect(items)
  machine.checkSize(self.items.length + added.length)
  self.items.push(...added)
  return none
}

/** The methods of `list`. */
export const listMethods: readonly NativeFunction[] = [
  defineTolerant('append', 'self item', ([self, item], machine) => {
    const target = listOf(self, machine)
    machine.checkSize(target.items.length + 1)
    if (item) target.items.push(item)
    return none
  }),
  defineTolerant('extend', 'self items', ([self, items], machine) =>
    extend(listOf(self, machine), items ?? none, machine),
  ),
  defineTolerant('insert', 'self index item', ([self, index, item], machine) => {
    const target = listOf(self, machine)
    machine.checkSize(target.items.length + 1)
    if (index?.kind === 'unknown') target.uncertain ??= index
    else if (item) {
      target.items.splice(normal(numberOf(index, machine), target.items.length), 0, item)
    }
    return none
  }),
  define('pop', 'self index?', ([self, index], machine) => {
    const { items } = listOf(self, machine)
    if (items.length === 0) machine.raise('IndexError', 'pop from empty list')
    const given = optionalNumber(index, machine) ?? -1
    const at = given < 0 ? given + items.length : given
    return (
      items.splice(at, at < 0 ? 0 : 1)[0] ?? machine.raise('IndexError', 'pop index out of range')
    )
  }),
  define('remove', 'self item', function* ([self, item], machine) {
    const { items } = listOf(self, machine)
    const at = yield* indexOf(items, item ?? none, machine)
    if (at < 0) machine.raise('ValueError', 'list.remove(x): x not in list')
    items.splice(at, 1)
    return none
  }),
  define('clear', 'self', ([self], machine) => {
    listOf(self, machine).items = []
    return none
  }),
  define('copy', 'self', ([self], machine) => list([...listOf(self, machine).items])),
  define('reverse', 'self', ([self], machine) => {
    listOf(self, machine).items.reverse()
    return none
  }),
  define('sort', 'self key? reverse?', function* ([self, key, reverse], machine) {
    const target = listOf(self, machine)
    target.items = [...(yield* sorted(target.items, { key, reverse }, machine))]
    return none
  }),
  ...sequenceMethods(),
]

/** The methods that lists and tuples share. */
export function sequenceMethods(): readonly NativeFunction[] {
  const itemsOf = (value: Value | undefined, machine: Machine): readonly Value[] => {
    const inner = value && plain(known(value))
    if (inner?.kind === 'list' || inner?.kind === 'tuple') return inner.items
    return machine.raise('TypeError', 'a sequence is required')
  }
  return [
    define('index', 'self item start? stop?', function* ([self, item, start], machine) {
      const items = itemsOf(self, machine)
      const from = normal(optionalNumber(start, machine) ?? 0, items.length)
      const at = yield* indexOf(items.slice(from), item ?? none, machine)
      return at < 0
        ? machine.raise('ValueError', 'the item is not in the list')
        : integer(from + at)
    }),
    define('count', 'self item', function* ([self, item], machine) {
      let count = 0
      for (const one of itemsOf(self, machine)) {
        if (yield* machine.equals(one, item ?? none)) count += 1
      }
      return integer(count)
    }),
  ]
}
