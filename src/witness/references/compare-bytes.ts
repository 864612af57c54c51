/**
 * Orders texts by their UTF-8 bytes, as PostgreSQL does under the collation "C": by code points. The
 * UTF-16 units of JavaScript go otherwise beyond U+FFFF.
 */
export function compareBytes(left: string, right: string): number {
  if (left === right) return 0
  const length = Math.min(left.length, right.length)
  for (let at = 0; at < length; at += 1) {
    if (left.charCodeAt(at) === right.charCodeAt(at)) continue
    const [one, other] = [left.codePointAt(at) ?? 0, right.codePointAt(at) ?? 0]
    return rank(one) - rank(other)
  }
  return left.length - right.length
}

/** Half of a pair, met behind an equal first half, belongs to a code point beyond U+FFFF. */
function rank(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x1_0000 : unit
}
