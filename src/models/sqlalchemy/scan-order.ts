import type { ClassValue } from '../../python/value/value.ts'
import { itemOfKind } from './sa-object.ts'

/** The classes whose attributes a class has, its own first; those of bases made by a call as well. */
export function scanBases(type: ClassValue): readonly ClassValue[] {
  return type.order.flatMap((base) => {
    if (base.kind === 'class') return base.at ? [base] : []
    const like = itemOfKind(base, 'base')?.like
    return like ? scanBases(like) : []
  })
}

/** Names of a class in the order in which SQLAlchemy goes through them. */
export function scanNames({ attributes, annotations }: ClassValue): readonly string[] {
  return merged([...attributes.keys()], [...annotations.keys()])
}

/** Two lists as one, each in its order, what both have where the later one has it. */
export function merged(first: readonly string[], second: readonly string[]): readonly string[] {
  const inSecond = new Set(second)
  const both = new Set(first.filter((one) => inSecond.has(one)))
  const found: string[] = []
  let [current, other] = [first.values(), second.values()]
  for (;;) {
    const next = current.next()
    if (next.done === true) return [...found, ...other]
    if (!both.delete(next.value)) found.push(next.value)
    else [current, other] = [other, current]
  }
}
