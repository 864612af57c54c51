/** A text as its code points, which is how Python counts; a plain array only where it has to be. */
export function characters(text: string): readonly string[] {
  return Array.from(text)
}

const SURROGATE = /[\ud800-\udfff]/

/** How many code points a text has. */
export function textLength(text: string): number {
  return SURROGATE.test(text) ? characters(text).length : text.length
}

/** The code points from one index up to another, both within the text. */
export function textSlice(text: string, start: number, stop: number): string {
  if (!SURROGATE.test(text)) return text.slice(start, stop)
  return characters(text).slice(start, stop).join('')
}

/** The index in code points of an offset in UTF-16 units; -1 stays. */
export function textIndex(text: string, offset: number): number {
  return offset <= 0 ? offset : textLength(text.slice(0, offset))
}
