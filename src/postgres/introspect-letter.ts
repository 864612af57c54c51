/**
 * The word for one of PostgreSQL's letter codes, such as `relpersistence`.
 *
 * @throws Error for a letter that only a newer PostgreSQL can have.
 */
export function wordForLetter<Word>(words: Readonly<Record<string, Word>>, letter: string): Word {
  const word = words[letter]
  if (word === undefined) {
    throw new Error(`letter "${letter}" of pg_catalog is none of ${Object.keys(words).join(', ')}`)
  }
  return word
}
