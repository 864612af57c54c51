/** One line of a text. */
export interface Line {
  /** Without its line break, `\n` or `\r\n`. */
  readonly text: string
  /** Where it begins, in UTF-16 units. */
  readonly offset: number
  /** Where the next one begins. */
  readonly next: number
}

/** The lines of a text, with their offsets. */
export function linesOf(text: string): readonly Line[] {
  const lines: Line[] = []
  for (let offset = 0; offset < text.length;) {
    const end = text.indexOf('\n', offset)
    const next = end === -1 ? text.length : end + 1
    lines.push({ text: text.slice(offset, next).replace(/\r?\n$/, ''), offset, next })
    offset = next
  }
  return lines
}
