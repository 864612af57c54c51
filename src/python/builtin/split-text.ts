import { characters } from './characters.ts'
/** Whitespace as `str.split` and `str.strip` see it; U+FEFF, which JavaScript counts, is none. */
const BLANK =
  '[\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]'
const LEADING = new RegExp(`^${BLANK}+`)
const WORD_AND_BLANK = new RegExp(`^(${BLANK.replace('[', '[^')}+)${BLANK}*`)
const IS_BLANK = new RegExp(`^${BLANK}$`)

/** `text.strip(chars)` and its one-sided forms; null strips whitespace. */
export function stripped(
  text: string,
  set: string | null,
  sides: 'both' | 'left' | 'right',
): string {
  const all = set === null ? null : new Set(set)
  const isStripped = (one: string): boolean => (all ? all.has(one) : IS_BLANK.test(one))
  const points = characters(text)
  let start = 0
  let end = points.length
  if (sides !== 'right') while (start < end && isStripped(points[start] ?? '')) start += 1
  if (sides !== 'left') while (end > start && isStripped(points[end - 1] ?? '')) end -= 1
  return points.slice(start, end).join('')
}

/** `text.split(separator, limit)`; a negative limit is none. */
export function splitText(
  text: string,
  separator: string | null,
  limit: number,
): readonly string[] {
  if (separator === null) return splitWords(text, limit)
  const parts = text.split(separator)
  if (limit < 0 || parts.length <= limit + 1) return parts
  return [...parts.slice(0, limit), parts.slice(limit).join(separator)]
}

function splitWords(text: string, limit: number): readonly string[] {
  const words: string[] = []
  let rest = text.replace(LEADING, '')
  while (rest !== '') {
    const match = limit >= 0 && words.length >= limit ? null : WORD_AND_BLANK.exec(rest)
    if (!match) {
      words.push(stripped(rest, null, 'left').replace(/^$/, ''))
      break
    }
    words.push(match[1] ?? '')
    rest = rest.slice(match[0].length)
  }
  return words
}

/** `text.rsplit(separator, limit)` */
export function splitTextRight(
  text: string,
  separator: string | null,
  limit: number,
): readonly string[] {
  if (separator !== null) {
    const parts = text.split(separator)
    if (limit < 0 || parts.length <= limit + 1) return parts
    const kept = parts.length - limit
    return [parts.slice(0, kept).join(separator), ...parts.slice(kept)]
  }
  const reverse = (one: string): string => [...characters(one)].reverse().join('')
  return [...splitWords(reverse(text), limit)].map(reverse).reverse()
}

const LINE = /[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]*(?:\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]|$)/g

/** `text.splitlines(keepends)` */
export function splitLines(text: string, keepsEnds: boolean): readonly string[] {
  const lines = (text.match(LINE) ?? []).filter((line) => line !== '')
  return keepsEnds
    ? lines
    : lines.map((line) =>
        line.replace(/(\r\n|[^])$/, (end) =>
          /[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]/.test(end) ? '' : end,
        ),
      )
}
