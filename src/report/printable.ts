/**
 * A text for a terminal: of what would move its cursor, turn its lines around or ring its bell only
 * line ends, tabs and the colours of {@link Paint} are left; all else is spelled out. Names in a
 * database are a stranger's.
 */
export function printable(text: string): string {
  return text.replaceAll(controls, (found) =>
    colour.test(found) ? found : `\\u{${(found.codePointAt(0) ?? 0).toString(16)}}`,
  )
}

/** What picocolors writes: `ESC [ 31 m`. */
const colour = /^\u{1b}\[\d{1,2}m$/u

const controls =
  /\u{1b}\[\d{1,2}m|[\u{0}-\u{8}\u{b}-\u{1f}\u{7f}-\u{9f}\u{200e}\u{200f}\u{202a}-\u{202e}\u{2066}-\u{2069}]/gu
