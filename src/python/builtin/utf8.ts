/** Half of a pair of UTF-16 units, which UTF-8 cannot write. */
const LONE = /\p{Surrogate}/gu

/** A text as the bytes of UTF-8, one character each. */
export function encodeUtf8(text: string): string {
  return unescapePercent(encodeURIComponent(text.replace(LONE, '\ufffd')))
}

function unescapePercent(text: string): string {
  return text.replace(/%([0-9A-F]{2})/g, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  )
}

/** The text of bytes of UTF-8; null where they are none. */
export function decodeUtf8(bytes: string): string | null {
  const escaped = bytes.replace(
    /[^]/g,
    (one) => `%${one.charCodeAt(0).toString(16).padStart(2, '0')}`,
  )
  try {
    return decodeURIComponent(escaped)
  } catch {
    return null
  }
}
