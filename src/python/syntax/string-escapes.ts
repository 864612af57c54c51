const SIMPLE: ReadonlyMap<string, string> = new Map([
  ['\\', '\\'],
  ["'", "'"],
  ['"', '"'],
  ['a', '\u0007'],
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['v', '\v'],
  ['\n', ''],
])

/** The named characters that are met in migrations; Unicode's table of names is not carried. */
const NAMED: ReadonlyMap<string, string> = new Map([
  ['BULLET', '\u2022'],
  ['EM DASH', '\u2014'],
  ['EN DASH', '\u2013'],
  ['NO-BREAK SPACE', '\u00a0'],
  ['HORIZONTAL ELLIPSIS', '\u2026'],
])

const ESCAPE =
  /\\(\r\n|[0-7]{1,3}|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|N\{[^}]*\}|[\s\S])/g

/** What escapes stand for. An unknown one stays as it is, as in Python. */
export function unescapeText(text: string): string {
  if (!text.includes('\\')) return text
  return text.replace(ESCAPE, (whole: string, body: string) => meaning(body) ?? whole)
}

/** The same in bytes, where `\u`, `\U` and `\N` mean nothing. */
export function unescapeBytes(text: string): string {
  if (!text.includes('\\')) return text
  return text.replace(ESCAPE, (whole: string, body: string) =>
    /^[uUN]/.test(body) ? whole : (meaning(body) ?? whole),
  )
}

function meaning(body: string): string | null {
  const simple = SIMPLE.get(body === '\r\n' ? '\n' : body)
  if (simple !== undefined) return simple
  if (/^[0-7]+$/.test(body)) return String.fromCharCode(Number.parseInt(body, 8))
  if (body.length === 1) return null
  if (body.startsWith('N{')) return NAMED.get(body.slice(2, -1).toUpperCase()) ?? null
  const code = Number.parseInt(body.slice(1), 16)
  return code <= 0x10ffff ? String.fromCodePoint(code) : null
}
