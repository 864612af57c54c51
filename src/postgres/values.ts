import pg from 'pg'

/** Type oids whose values go as the text that PostgreSQL sent, for JavaScript's types lose some of it. */
const asText: ReadonlySet<number> = new Set([
  1082, // date
  1083, // time
  1114, // timestamp
  1184, // timestamptz
  1186, // interval
  1266, // timetz
  1700, // numeric
])

const BIGINT = 20

/** The parser for a type, as {@link Session.query} promises it. */
export function parseValue(oid: number): (text: string) => unknown {
  if (asText.has(oid)) return (text) => text
  if (oid === BIGINT) return parseBigint
  return parserOf(oid)
}

/** pg's typings know only built-in types by an enum; types of extensions have other oids. */
const parserOf = pg.types.getTypeParser as (oid: number) => (text: string) => unknown

function parseBigint(text: string): number | string {
  const number = Number(text)
  return Number.isSafeInteger(number) ? number : text
}
