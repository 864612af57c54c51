import { positional } from '../value/make.ts'
import type { Machine, Steps, Value } from '../value/value.ts'

/** How `sorted` and `list.sort` are told to sort. */
export interface SortOrder {
  readonly key?: Value | undefined
  readonly reverse?: Value | undefined
}

interface Keyed {
  readonly key: Value
  readonly item: Value
}

/** Items in order, equal ones as they stood: a merge sort, for comparisons may ask the project's code. */
export function* sorted(
  items: readonly Value[],
  { key, reverse }: SortOrder,
  machine: Machine,
): Steps<readonly Value[]> {
  const keyed: Keyed[] = []
  for (const item of items) {
    const isPlain = key === undefined || key.kind === 'none'
    keyed.push({ item, key: isPlain ? item : yield* machine.call(key, positional(item)) })
  }
  const isReverse = reverse !== undefined && (yield* machine.truth(reverse))
  // Equal items keep their order also in reverse.
  if (isReverse) keyed.reverse()
  const result = yield* mergeSort(keyed, machine)
  const values = result.map((one) => one.item)
  return isReverse ? values.reverse() : values
}

function* mergeSort(items: readonly Keyed[], machine: Machine): Steps<readonly Keyed[]> {
  if (items.length < 2) return items
  const middle = items.length >> 1
  const left = yield* mergeSort(items.slice(0, middle), machine)
  const right = yield* mergeSort(items.slice(middle), machine)
  const merged: Keyed[] = []
  let [at, beside] = [0, 0]
  for (;;) {
    const [one, other] = [left[at], right[beside]]
    if (!one || !other) return [...merged, ...left.slice(at), ...right.slice(beside)]
    machine.spend(1)
    const isLess = yield* machine.truth(yield* machine.compare('<', other.key, one.key))
    merged.push(isLess ? other : one)
    if (isLess) beside += 1
    else at += 1
  }
}
