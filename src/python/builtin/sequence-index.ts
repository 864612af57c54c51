import type { Machine, SliceValue, Value } from '../value/value.ts'
import { optionalNumber } from './read-argument.ts'

/** The indexes that a slice picks out of a sequence of some length, in its order. */
export function sliceIndexes(
  slice: SliceValue,
  length: number,
  machine: Machine,
): readonly number[] {
  const { start, stop, step } = sliceBounds(slice, length, machine)
  const indexes: number[] = []
  for (let at = start; step > 0 ? at < stop : at > stop; at += step) indexes.push(at)
  return indexes
}

/** Where a slice begins, ends and how it goes. */
export function sliceBounds(
  slice: SliceValue,
  length: number,
  machine: Machine,
): { readonly start: number; readonly stop: number; readonly step: number } {
  const step = optionalNumber(slice.step, machine) ?? 1
  if (step === 0) machine.raise('ValueError', 'slice step cannot be zero')
  const [low, high] = step > 0 ? [0, length] : [-1, length - 1]
  const clamp = (value: Value, otherwise: number): number => {
    const index = optionalNumber(value, machine)
    if (index === null) return otherwise
    return Math.min(high, Math.max(low, index < 0 ? index + length : index))
  }
  return {
    start: clamp(slice.lower, step > 0 ? low : high),
    stop: clamp(slice.upper, step > 0 ? high : low),
    step,
  }
}
