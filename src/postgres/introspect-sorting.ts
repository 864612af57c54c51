import type { QualifiedName } from '../catalogue/qualified-name.ts'
import { compareText, sortedBy } from '../kernel/ordering.ts'

/** Sorted by schema, then name. */
export function sortedByName<T extends QualifiedName>(items: readonly T[]): readonly T[] {
  return sortedBy(items, nameKey)
}

/** A text that orders names by schema, then name. */
export function nameKey({ schema, name }: QualifiedName): string {
  // No name can hold a zero byte, so that "a"."b.c" and "a.b"."c" have different keys.
  return `${schema}\0${name}`
}

/** `fillfactor=70` and the like, as `reloptions` has them, sorted. */
export function sortedOptions(options: readonly string[] | null): readonly string[] {
  return options === null ? [] : [...options].sort(compareText)
}
