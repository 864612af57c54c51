const SHORT: ReadonlyMap<string, string> = new Map([
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
  ['\\', '\\\\'],
])

/** Python's categories of characters that are not printed: all separators but the blank, controls, unassigned. */
const SPECIAL = /[\\\n\r\t]|[^\P{C}]|[^\P{Z} ]/gu

/** A text as `repr` writes it. */
export function textRepr(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'"
  const escaped = text.replace(SPECIAL, (character) => SHORT.get(character) ?? coded(character))
  return `${quote}${quote === "'" ? escaped.replaceAll("'", "\\'") : escaped}${quote}`
}

/** The same, where all characters outside of ASCII are escaped. */
export function asciiRepr(text: string): string {
  return textRepr(text).replace(/[^\0-\x7f]/gu, coded)
}

/** Bytes as `repr` writes them. */
export function bytesRepr(value: string): string {
  const quote = value.includes("'") && !value.includes('"') ? '"' : "'"
  const escaped = value.replace(
    /[^\x20-\x5b\x5d-\x7e]/g,
    (character) => SHORT.get(character) ?? coded(character),
  )
  return `b${quote}${quote === "'" ? escaped.replaceAll("'", "\\'") : escaped}${quote}`
}

function coded(character: string): string {
  const code = character.codePointAt(0) ?? 0
  const hexadecimal = code.toString(16)
  if (code < 0x100) return `\\x${hexadecimal.padStart(2, '0')}`
  return code < 0x10000
    ? `\\u${hexadecimal.padStart(4, '0')}`
    : `\\U${hexadecimal.padStart(8, '0')}`
}
