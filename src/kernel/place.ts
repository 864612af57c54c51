/** A point in a source file, as editors count: lines and columns start at 1, columns in UTF-16 units. */
export interface Place {
  readonly file: string
  readonly line: number
  readonly column: number
}

/**
 * The place of an offset in a text.
 *
 * @param offset in UTF-16 units, as JavaScript counts; outside of the text it is the nearer end.
 */
export function placeOf(file: string, text: string, offset: number): Place {
  // A negative offset would be counted from the end.
  const before = text.slice(0, Math.max(0, offset))
  const lineStart = before.lastIndexOf('\n') + 1
  return { file, line: countLines(before), column: before.length - lineStart + 1 }
}

/** `file:line:column`, the form that terminals and editors make clickable. */
export function formatPlace(place: Place): string {
  return `${place.file}:${place.line}:${place.column}`
}

function countLines(before: string): number {
  let lines = 1
  for (let at = before.indexOf('\n'); at !== -1; at = before.indexOf('\n', at + 1)) lines += 1
  return lines
}
