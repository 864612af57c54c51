/** What a table of such things may be called: `category`, `categories`, `boxes`, `users`. */
export function singularAndPlural(word: string): readonly string[] {
  const regular = /(s|x|z|ch|sh)$/.test(word) ? `${word}es` : `${word}s`
  const plural = /[^aeiou]y$/.test(word) ? `${word.slice(0, -1)}ies` : regular
  return [plural, word]
}
