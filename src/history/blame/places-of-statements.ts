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
  let last: ReplayedStatement | null = null
  for (const statement of statements) {
    const found = numberOf(statement.sql, number, textOf)
    if (found === null) continue
    if (last) sentAgain(last, { from: number, to: found }, { textOf, places })
    places.set(found, statement.at)
    number = found + 1
    last = statement
  }
  if (last) sentAgain(last, { from: number, to: Infinity }, { textOf, places })
  return places
}

interface Sent {
  readonly textOf: (number: number) => string | undefined
  readonly places: Map<number, Place>
}

/** A statement may have been sent once more, after what it lacked was made. */
function sentAgain(
  { sql, at }: ReplayedStatement,
  { from, to }: { readonly from: number; readonly to: number },
  { textOf, places }: Sent,
): void {
  for (let number = from; number < to; number += 1) {
    const text = textOf(number)
    if (text === undefined) return
    if (text.includes(sql)) places.set(number, at)
  }
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
