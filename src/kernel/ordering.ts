/**
 * Orders texts by UTF-16 code units: the same on every machine and in every locale, unlike
 * `localeCompare`.
 */
export function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0
}

/** A sorted copy, by a text key. Items of one key keep their order. */
export function sortedBy<T>(items: Iterable<T>, key: (item: T) => string): readonly T[] {
  return [...items].sort((left, right) => compareText(key(left), key(right)))
}
