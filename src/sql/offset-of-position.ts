/**
 * The offset of a position that PostgreSQL reports with an error.
 *
 * @param position in characters (code points) from 1, as the protocol's field `P` gives it.
 * @returns UTF-16 units from 0; the end of the text where the position lies beyond it.
 */
export function offsetOfPosition(text: string, position: number): number {
  let offset = 0
  for (let passed = 1; passed < position && offset < text.length; passed += 1) {
    offset += isPair(text, offset) ? 2 : 1
  }
  return offset
}

/** Whether two UTF-16 units make one character here. */
function isPair(text: string, offset: number): boolean {
  return (text.codePointAt(offset) ?? 0) > 0xffff
}
