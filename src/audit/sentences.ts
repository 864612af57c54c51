/** Counts for sentences: `1 table`, `2 tables`, `2 indexes`. */
export function countOf(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`
}

/** The first of many names, and how many more there are: `a, b, c and 4 more`. */
export function listOf(names: readonly string[], most = 3): string {
  if (names.length <= most) return joined(names)
  return `${names.slice(0, most).join(', ')} and ${names.length - most} more`
}

function joined(names: readonly string[]): string {
  const [last = '', ...before] = names.toReversed()
  return before.length === 0 ? last : `${before.toReversed().join(', ')} and ${last}`
}

/** A text as a sentence begins: with a capital letter, unless it begins with a name. */
export function capitalised(text: string): string {
  const isName = /^[^\s.]+\.\S/.test(text)
  return isName ? text : text.charAt(0).toUpperCase() + text.slice(1)
}
