import type { ObjectReference } from '../../catalogue/object-reference.ts'
import { placeOf, type Place } from '../../kernel/place.ts'
import { offsetWithin } from './place-within.ts'

/**
 * The place in a call of Python that speaks of an object: within the SQL that is written there as one
 * plain text, else its name as a text within the lines of the call, else the beginning of the call. That
 * the call is the one is known otherwise.
 *
 * @param text of the whole file
 * @param sql what the call said; null where that is not known
 */
export function placeInPython(
  object: ObjectReference,
  at: Place,
  { text, sql }: { readonly text: string; readonly sql: string | null },
): Place {
  const start = offsetOf(text, at)
  const written = sql === null ? null : offsetOfSql(text, start, sql)
  if (sql !== null && written !== null) {
    const offset = written + (offsetWithin(object, sql) ?? 0)
    return placeOf(at.file, text, offset)
  }
  const call = text.slice(start, start + lengthOfCall(text.slice(start), at.column))
  const name = 'name' in object ? object.name : object.identity
  const found = Math.max(call.indexOf(`'${name}'`), call.indexOf(`"${name}"`))
  return found < 0 ? at : placeOf(at.file, text, start + found)
}

/** Where a statement stands in the first text of a call, letter for letter; null where it does not. */
function offsetOfSql(text: string, start: number, sql: string): number | null {
  const [before, quote] =
    /^[\w.]+\(\s*(?:\w+\s*=\s*)?(?:[\w.]+\(\s*)*[rRuU]?("""|'''|"|')/.exec(text.slice(start)) ?? []
  if (before === undefined || quote === undefined) return null
  const from = start + before.length
  const end = text.indexOf(quote, from)
  const found = text.slice(from, end === -1 ? from : end).indexOf(sql)
  return found === -1 ? null : from + found
}

function offsetOf(text: string, { line, column }: Place): number {
  let offset = 0
  for (let left = line - 1; left > 0; left -= 1) {
    const end = text.indexOf('\n', offset)
    if (end === -1) return text.length
    offset = end + 1
  }
  return offset + column - 1
}

/** A statement of several lines goes on where a line is indented further, or closes a bracket. */
function lengthOfCall(text: string, column: number): number {
  const lines = text.split('\n')
  const end = lines.findIndex((line, at) => at > 0 && !goesOn(line, column))
  return lines.slice(0, end === -1 ? lines.length : end).join('\n').length
}

function goesOn(line: string, column: number): boolean {
  const indent = line.search(/\S/)
  return indent === -1 || indent >= column || /^[)\]}"']/.test(line.slice(indent))
}
