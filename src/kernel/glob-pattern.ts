/** A pattern such as `app/**` + `/*.py` as a regular expression over whole paths: `*` is within a folder. */
export function globPattern(glob: string): RegExp {
  const parts = glob
    .split(/(\*\*\/|\*\*|\*|\?)/)
    .map((part) => WORDS.get(part) ?? part.replaceAll(/[.+^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(`^${parts.join('')}$`)
}

const WORDS: ReadonlyMap<string, string> = new Map([
  ['**/', '(?:[^/]+/)*'],
  ['**', '.*'],
  ['*', '[^/]*'],
  ['?', '[^/]'],
])
