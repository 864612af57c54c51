import { compareText } from './ordering.ts'

/** Plain data, as JSON holds it. */
export type Json =
  null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }

/**
 * One text for one value: keys sorted, two spaces of indentation, a final line feed. Equal data
 * give equal bytes, so the text can be hashed and its difference read.
 *
 * @throws RangeError for NaN and the infinities, which JSON would turn into null
 */
export function canonicalJson(value: Json): string {
  return `${write(value, '')}\n`
}

/** `JSON.stringify` cannot be used: objects give keys like "10" first, whatever order they got. */
function write(value: Json, indentation: string): string {
  if (typeof value === 'number' && !Number.isFinite(value)) {
    throw new RangeError(`JSON cannot hold the number ${value}`)
  }
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  const deeper = `${indentation}  `
  const items = isArray(value)
    ? value.map((item) => write(item, deeper))
    : sortedEntries(value).map(([key, item]) => `${JSON.stringify(key)}: ${write(item, deeper)}`)
  const [open, close] = isArray(value) ? ['[', ']'] : ['{', '}']
  if (items.length === 0) return `${open}${close}`
  const separator = `,\n${deeper}`
  return `${open}\n${deeper}${items.join(separator)}\n${indentation}${close}`
}

function sortedEntries(
  value: Readonly<Record<string, Json | undefined>>,
): readonly (readonly [string, Json])[] {
  return Object.entries(value)
    .filter((entry): entry is [string, Json] => entry[1] !== undefined)
    .sort(([left], [right]) => compareText(left, right))
}

/** `Array.isArray` does not narrow readonly arrays. */
function isArray(value: Json): value is readonly Json[] {
  return Array.isArray(value)
}
