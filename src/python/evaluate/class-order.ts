import type { ClassValue, Value } from '../value/value.ts'

/** Where a class has an attribute, or the first base that may have it and cannot be looked into. */
export type Owner =
  | { readonly kind: 'found'; readonly value: Value; readonly owner: ClassValue }
  | { readonly kind: 'perhaps'; readonly base: Value }

/** Looks an attribute up along the method resolution order. */
export function ownerOf(type: ClassValue, name: string): Owner | null {
  let stranger: Value | null = null
  for (const base of type.order) {
    if (base.kind === 'class') {
      const value = base.attributes.get(name)
      // `object` gives nothing that a stranger before it would not have given.
      if (value !== undefined && !(stranger && base.name === 'object')) {
        return { kind: 'found', value, owner: base }
      }
    } else {
      stranger ??= base
    }
  }
  return stranger && { kind: 'perhaps', base: stranger }
}

/** The method resolution order (C3) without the class itself; null where there is none. */
export function inheritedOrder(bases: readonly Value[]): readonly Value[] | null {
  const lists = [...bases.map((base) => [...orderOf(base)]), [...bases]]
  const order: Value[] = []
  for (;;) {
    const rest = lists.filter((one) => one.length > 0)
    if (rest.length === 0) return order
    const heads = rest.flatMap(([head]) => head ?? [])
    // What a stranger inherits from is not known, but `object` is always the last.
    const others = heads.filter((one) => !isObject(one))
    const next = (others.length > 0 ? others : heads).find(
      (one) => !rest.some((other) => other.indexOf(one) > 0),
    )
    if (!next) return null
    order.push(next)
    for (const one of lists) if (one[0] === next) one.shift()
  }
}

function isObject(base: Value): boolean {
  return base.kind === 'class' && base.name === 'object' && !base.at
}

function orderOf(base: Value): readonly Value[] {
  return base.kind === 'class' ? base.order : [base]
}

/** Whether a class is another one or inherits from it. */
export function inherits(type: ClassValue, from: Value): boolean {
  return type.order.includes(from)
}
