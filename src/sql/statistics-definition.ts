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
  const tokens = tokensOutsideParentheses(text)
  const on = tokens.findIndex(({ token }) => token === 'ON')
  const from = tokens.findIndex(({ token }, at) => token === 'FROM' && on !== -1 && at > on)
  return { on: tokens[on]?.end ?? null, from: tokens[from]?.start ?? null }
}

function itemsOf(list: string): string[] {
  const commas = tokensOutsideParentheses(list)
    .filter(({ token }) => token === ',')
    .map(({ start }) => start)
  return [...commas, list.length].map((end, at) =>
    list.slice(at === 0 ? 0 : (commas[at - 1] ?? 0) + 1, end).trim(),
  )
}

interface PlacedToken {
  readonly token: string
  readonly start: number
  readonly end: number
}

function tokensOutsideParentheses(text: string): readonly PlacedToken[] {
  const tokens: PlacedToken[] = []
  let depth = 0
  for (let at = 0; at < text.length;) {
    const { start, end } = tokenAt(text, at)
    const token = text.slice(start, end)
    if (token === '(') depth += 1
    if (depth === 0) tokens.push({ token, start, end })
    if (token === ')') depth -= 1
    at = end
  }
  return tokens
}
