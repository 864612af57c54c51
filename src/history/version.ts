import { compareText } from '../kernel/ordering.ts'

/**
 * Orders versions, or ids that begin with one, by the number in front: `9` before `010`. Equal
 * numbers, and what has none (last), go by text.
 */
export function compareVersions(left: string, right: string): number {
  const [first, second] = [numberOf(left), numberOf(right)]
  if (first === null || second === null) {
    return Number(first === null) - Number(second === null) || compareText(left, right)
  }
  return first < second ? -1 : first > second ? 1 : compareText(left, right)
}

/** The number in front; timestamps have more digits than a JavaScript number may safely have. */
export function numberOf(version: string): bigint | null {
  const digits = /^\d+/.exec(version)?.[0]
  return digits === undefined ? null : BigInt(digits)
}
