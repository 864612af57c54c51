import { tokenAt } from './token.ts'

/** The first words of a statement in lower case, at most so many, up to what is no word. */
export function leadingWords(statement: string, count: number): readonly string[] {
  const words: string[] = []
  for (let at = 0; at < statement.length && words.length < count;) {
    const { kind, start, end } = tokenAt(statement, at)
    at = end
    if (kind === 'word') words.push(statement.slice(start, end).toLowerCase())
    else if (kind !== 'space' && kind !== 'comment') break
  }
  return words
}
