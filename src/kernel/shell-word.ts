/** A text as one word of a POSIX shell's command line: in quotes where it would be read otherwise. */
export function shellWord(text: string): string {
  return /^[\w./:@=+,…-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`
}
