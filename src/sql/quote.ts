/** Where a quote or a comment ends; null where it is still open at the end of the text. */
type End = number | null

/**
 * The end of `'…'` or `"…"`, whose quote is doubled within. A string that goes on after a line
 * break needs no care: its next part is quoted like a string of its own.
 */
export function endOfQuote(text: string, inside: number, quote: "'" | '"'): End {
  let at = text.indexOf(quote, inside)
  while (at !== -1 && text[at + 1] === quote) at = text.indexOf(quote, at + 2)
  return at === -1 ? null : at + 1
}

/** The end of `E'…'` with all its parts: backslashes go on escaping in a part on a later line. */
export function endOfEscape(text: string, inside: number): End {
  let end: End = null
  for (let part: number | null = inside; part !== null; part = continuation(text, end)) {
    end = endOfEscapePart(text, part)
    if (end === null) return null
  }
  return end
}

/** The end of one part of `E'…'`. */
export function endOfEscapePart(text: string, inside: number): End {
  const special = /['\\]/g
  special.lastIndex = inside
  for (let found = special.exec(text); found; found = special.exec(text)) {
    const skipsNext = found[0] === '\\' || text[found.index + 1] === "'"
    if (!skipsNext) return special.lastIndex
    special.lastIndex += 1
  }
  return null
}

/** The inside of the next part of a string: quoted again, with a line break in between. */
export function continuation(text: string, end: number): number | null {
  const gap = /[ \t\n\r\f\v]+|--[^\n\r]*/y
  let at = end
  let broken = false
  for (gap.lastIndex = at; gap.test(text); at = gap.lastIndex) {
    broken ||= /[\n\r]/.test(text.slice(at, gap.lastIndex))
  }
  return broken && text[at] === "'" ? at + 1 : null
}

/** The end of a block comment; they nest. */
export function endOfComment(text: string, inside: number): End {
  const mark = /\/\*|\*\//g
  mark.lastIndex = inside
  let depth = 1
  for (let found = mark.exec(text); found; found = mark.exec(text)) {
    depth += found[0] === '/*' ? 1 : -1
    if (depth === 0) return mark.lastIndex
  }
  return null
}

/** The opening of a dollar quote, `$$` or `$body$`; null where there is none. */
export function dollarTagAt(text: string, start: number): string | null {
  const opening = /\$(?:[A-Za-z_\u0080-\uffff][A-Za-z0-9_\u0080-\uffff]*)?\$/y
  opening.lastIndex = start
  return opening.exec(text)?.[0] ?? null
}

/** The end of a dollar quote that opens with a tag at an offset. */
export function endOfDollar(text: string, start: number, tag: string): End {
  const at = text.indexOf(tag, start + tag.length)
  return at === -1 ? null : at + tag.length
}
