import type { Value } from './value.ts'

/** Shorter texts and containers cost nothing besides the step. */
const LIGHT = 4096

/** The steps that work over a whole value costs, besides the one that it is. */
export function weight(value: Value): number {
  const size = sizeOf(value)
  return size <= LIGHT ? 0 : size >> 5
}

function sizeOf(value: Value): number {
  if (value.kind === 'str' || value.kind === 'bytes') return value.value.length
  if (value.kind === 'list' || value.kind === 'tuple') return value.items.length
  if (value.kind === 'dict') return value.entries.size
  if (value.kind === 'int' && typeof value.value === 'bigint') {
    return value.value.toString(16).length
  }
  return value.kind === 'set' ? value.items.size : 0
}
