import { compareText } from './ordering.ts'

/** Plain data, as JSON holds it. */
export type Json =
  null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }

/**
 * One text for one value: keys sorted, two spaces of indentation, a final line feed. Equal data
 * give equal bytes, so the text can be hashed and its difference read.
 */
export function canonicalJson(value: Json): string {
  return `${JSON.stringify(sortKeys(value), null, 2)}\n`
}

function sortKeys(value: Json): Json {
  if (value === null || typeof value !== 'object') return value
  if (isArray(value)) return value.map(sortKeys)
  const entries = Object.entries(value).sort(([left], [right]) => compareText(left, right))
  return Object.fromEntries(entries.map(([key, item]) => [key, sortKeys(item)]))
}

/** `Array.isArray` does not narrow readonly arrays. */
function isArray(value: Json): value is readonly Json[] {
  return Array.isArray(value)
}
