import type { Variant } from '../compare/attribute.ts'

/** What objects of a variant are called, one or several: `index`, `indexes`. */
export function nounOf(variant: Variant, count: number): string {
  const [one, many = `${one}s`] = nouns[variant] ?? [variant.replaceAll('-', ' ')]
  return count === 1 ? one : many
}

/** Those whose name or plural is not what the variant says. */
const nouns: Partial<Record<Variant, readonly [string, string?]>> = {
  index: ['index', 'indexes'],
  policy: ['policy', 'policies'],
  unique: ['unique constraint'],
  'materialized-view': ['materialised view'],
  'window-function': ['function'],
  statistics: ['statistics', 'statistics'],
  undescribed: ['object'],
}
