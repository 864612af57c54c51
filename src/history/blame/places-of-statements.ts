import type { Place } from '../../kernel/place.ts'
import type { ReplayedStatement } from '../replayed-revision.ts'

/**
 * The places of statements by the numbers with which they were sent. The reader of a history says
 * what it sent, and may have sent more: savepoints, questions.
 *
 * @param from the number of the first text that can be one of them
 */
export function placesOfStatements(
  statements: readonly ReplayedStatement[],
  from: number,
  textOf: (number: number) => string | undefined,
): ReadonlyMap<number, Place> {
  const places = new Map<number, Place>()
  let number = from
  for (const { sql, at } of statements) {
    const found = numberOf(sql, number, textOf)
    if (found === null) continue
    places.set(found, at)
    number = found + 1
  }
  return places
}

function numberOf(
  sql: string,
  from: number,
  textOf: (number: number) => string | undefined,
): number | null {
  for (let number = from; ; number += 1) {
    const text = textOf(number)
    if (text === undefined) return null
    if (text.includes(sql)) return number
  }
}
