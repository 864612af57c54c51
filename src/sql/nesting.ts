import { tokenAt, type Token } from './token.ts'

/** What builds up at one level of parentheses. */
interface Level {
  /** Operators and words since the last comma: `1 + 1 + 1` nests once for each sign. */
  chain: number
  /** Words that nest across commas: each `union` holds all selects before it. */
  joined: number
}

const JOINING: ReadonlySet<string> = new Set(['union', 'intersect', 'except', 'join'])

/** A pair of parentheses can hold a subquery, which takes two levels of a tree. */
const PARENTHESIS = 2

/**
 * How deeply the parse tree of a statement may be nested: never less than it is, so that a small
 * result is a promise. Takes one pass.
 */
export function nestingBound(statement: string): number {
  const levels: Level[] = []
  let level: Level = { chain: 0, joined: 0 }
  let below = 0
  let deepest = 0
  for (let at = 0; at < statement.length;) {
    const token = tokenAt(statement, at)
    at = token.end
    const word = wordOf(token, statement)
    if (word === '(' || word === '[') {
      levels.push(level)
      below += weight(level) + PARENTHESIS
      level = { chain: 0, joined: 0 }
    } else if (word === ')' || word === ']') {
      level = levels.pop() ?? level
      below = Math.max(0, below - weight(level) - PARENTHESIS)
    } else count(level, word)
    deepest = Math.max(deepest, below + weight(level))
  }
  return deepest
}

function weight({ chain, joined }: Level): number {
  return chain + joined
}

function count(level: Level, word: string): void {
  if (word === ',') level.chain = 0
  else if (word === ';') Object.assign(level, { chain: 0, joined: 0 })
  else if (JOINING.has(word)) level.joined += 1
  else if (word !== '') level.chain += 1
}

/** Empty for what does not nest. Names and values count as nothing, their operators do. */
function wordOf({ kind, start, end }: Token, text: string): string {
  if (kind !== 'word' && kind !== 'symbol') return ''
  return text.slice(start, end).toLowerCase()
}
