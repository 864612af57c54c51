import { tokenAt } from './token.ts'

/**
 * The definition of extended statistics with what they are on sorted by name: PostgreSQL prints it
 * in the order that the columns have in their table, which means nothing.
 */
export function withSortedColumns(definition: string): string {
  const { on, from } = listWithin(definition)
  if (on === null || from === null) return definition
  const list = itemsOf(definition.slice(on, from)).sort()
  return `${definition.slice(0, on)} ${list.join(', ')} ${definition.slice(from)}`
}

/** Where the list between `ON` and `FROM` begins and ends. */
function listWithin(text: string): { readonly on: number | null; readonly from: number | null } {
  let [on, from]: (number | null)[] = [null, null]
  walk(text, (word, start, end) => {
    if (word === 'ON') on ??= end
    if (word === 'FROM' && on !== null) from ??= start
  })
  return { on: on ?? null, from: from ?? null }
}

function itemsOf(list: string): string[] {
  const commas: number[] = []
  walk(list, (word, start) => {
    if (word === ',') commas.push(start)
  })
  return [...commas, list.length].map((end, at) =>
    list.slice(at === 0 ? 0 : (commas[at - 1] ?? 0) + 1, end).trim(),
  )
}

/** Tells of every token outside parentheses. */
function walk(text: string, tell: (token: string, start: number, end: number) => void): void {
  let depth = 0
  for (let at = 0; at < text.length;) {
    const { start, end } = tokenAt(text, at)
    const token = text.slice(start, end)
    if (token === '(') depth += 1
    if (depth === 0) tell(token, start, end)
    if (token === ')') depth -= 1
    at = end
  }
}
